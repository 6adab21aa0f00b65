import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

type Options = { readonly challenge: string };
type Asked = {
  readonly origin: string;
  /** Whether it checks the person, by PIN, finger or face. */
  readonly isChecked?: boolean;
};

const PRESENT = 0x01;
const CHECKED = 0x04;
const NEW_KEY = 0x40;

const sha256 = (data: Buffer | string) => createHash("sha256").update(data).digest();
const text = (bytes: Buffer) => bytes.toString("base64url");

/** A device with one passkey (WebAuthn, ES256, no attestation). */
export class Authenticator {
  readonly #keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  readonly #id = randomBytes(32);
  #counter = 0;

  constructor(readonly domain: string) {}

  get id(): string {
    return text(this.#id);
  }

  /** The answer to options for a new passkey. */
  create({ challenge }: Options, asked: Asked): object {
    const { x = "", y = "" } = this.#keys.publicKey.export({ format: "jwk" });
    const point = (key: number, value: string) =>
      Buffer.concat([Buffer.from([key, 0x58, 32]), Buffer.from(value, "base64url")]);
    const cose = Buffer.concat([Buffer.from("a5010203262001", "hex"), point(0x21, x), point(0x22, y)]);
    const length = Buffer.from([0, this.#id.length]);
    const data = Buffer.concat([this.#data(asked, NEW_KEY), Buffer.alloc(16), length, this.#id, cose]);
    const object = Buffer.concat([
      Buffer.from("\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58", "latin1"),
      Buffer.from([data.length]),
      data,
    ]);
    const clientDataJSON = text(clientData("webauthn.create", challenge, asked));
    return this.#answer({ clientDataJSON, attestationObject: text(object), transports: ["internal"] });
  }

  /** The answer to options for signing in. */
  get({ challenge }: Options, asked: Asked): object {
    this.#counter += 1;
    const data = this.#data(asked, 0);
    const client = clientData("webauthn.get", challenge, asked);
    const signature = sign("sha256", Buffer.concat([data, sha256(client)]), this.#keys.privateKey);
    return this.#answer({ authenticatorData: text(data), clientDataJSON: text(client), signature: text(signature) });
  }

  #answer(response: object): object {
    return { id: this.id, rawId: this.id, type: "public-key", response };
  }

  #data({ isChecked = true }: Asked, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.#counter);
    return Buffer.concat([sha256(this.domain), Buffer.from([flags | PRESENT | (isChecked ? CHECKED : 0)]), counter]);
  }
}

function clientData(type: string, challenge: string, { origin }: Asked): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}
