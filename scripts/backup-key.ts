import { writeFileSync } from "node:fs";
import { generateX25519Identity, identityToRecipient } from "age-encryption";

// npm run backup-key -- FILE
// Makes a key for backups, as `age-keygen` does. Debian 12's age knows no other kind of key.

const [file, ...rest] = process.argv.slice(2);
if (!file || file.startsWith("-") || rest.length > 0) {
  console.error("Usage: npm run backup-key -- FILE");
  process.exit(2);
}
const secretKey = await generateX25519Identity();
const publicKey = await identityToRecipient(secretKey);
try {
  writeFileSync(file, `# public key: ${publicKey}\n${secretKey}\n`, { mode: 0o600, flag: "wx" });
  console.log(
    `${file} holds the secret key. Without this key no backup can be opened: keep a copy on another machine.`,
  );
  console.log(`Public key: ${publicKey}`);
  console.log("On a machine that only makes backups, set BACKUP_KEY to the public key.");
} catch (error) {
  const { code } = error as NodeJS.ErrnoException;
  console.error(code === "EEXIST" ? `${file} already exists and was not changed.` : `${file}: ${code}`);
  process.exitCode = 1;
}
