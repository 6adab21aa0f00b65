import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import S3rver from "@20minutes/s3rver";
import { TcpProxy } from "../network/tcp-proxy";
import { temporaryFolder } from "../services/temporary-folder";

const BUCKET = "sound";

/** An S3 server with one bucket, behind a proxy that a test can break. */
export class S3Server {
  private constructor(
    private readonly server: S3rver,
    private readonly folder: string,
    /** Between the product and the server. */
    readonly network: TcpProxy,
    private readonly scheme: "http" | "https",
  ) {}

  /** @param tls speaks HTTPS with this key and certificate, in PEM */
  static async start(tls?: { readonly key: Buffer; readonly cert: Buffer }): Promise<S3Server> {
    const directory = temporaryFolder();
    const configureBuckets = [{ name: BUCKET }];
    const server = new S3rver({ address: "127.0.0.1", port: 0, silent: true, directory, configureBuckets, ...tls });
    const { port } = await server.run();
    const network = await new TcpProxy({ host: "127.0.0.1", port }).listen();
    return new S3Server(server, directory, network, tls ? "https" : "http");
  }

  /** Settings with which the product keeps its sound here. */
  get env() {
    return {
      SOUND_STORE: `s3://${BUCKET}/kept`,
      SOUND_S3_ENDPOINT: `${this.scheme}://127.0.0.1:${this.network.port}`,
      AWS_ACCESS_KEY_ID: "S3RVER",
      AWS_SECRET_ACCESS_KEY: "S3RVER",
    };
  }

  /** The keys of all objects. */
  keys(): string[] {
    const files = readdirSync(join(this.folder, BUCKET), { recursive: true, encoding: "utf8" });
    return files.flatMap((file) => /^(.+)\._S3rver_object$/.exec(file)?.[1] ?? []);
  }

  /** Deletes an object behind the product's back. */
  lose(key: string): void {
    for (const suffix of ["object", "metadata.json", "object.md5"])
      rmSync(join(this.folder, BUCKET, `${key}._S3rver_${suffix}`), { force: true });
  }

  async close(): Promise<void> {
    await this.network.close();
    await this.server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
