import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { withPostgres } from "#scripts/databases/postgres-client";
import { eventually } from "../eventually";
import { Child } from "../processes/child";
import { FaultOrders } from "../scripted/faults";
import { freePort } from "../services/free-port";
import { asProduct } from "../services/postgres";
import { temporaryFolder } from "../services/temporary-folder";
import { type Services, startServices } from "../stack/services";
import type { PreparedProduct } from "./prepare";

/** Long enough for a busy machine. */
const OPEN_MS = 120_000;

const CHECKOUT = join(import.meta.dirname, "../..");

/** The product with its pages and an engine that returns the talk for any sound, for tests that need exact words. */
export class ScriptedProduct {
  private constructor(
    readonly url: string,
    readonly directory: string,
    readonly services: Services,
    readonly faults: FaultOrders,
    readonly worker: Child,
    readonly web: Child,
  ) {}

  /**
   * @param more environment variables of its processes
   * @param prepared what a run with several products has prepared; without it the product starts from source
   * @param pages the folder with the build of its pages; by default the checkout
   */
  static async open(
    more: Record<string, string> = {},
    prepared?: PreparedProduct,
    pages = CHECKOUT,
  ): Promise<ScriptedProduct> {
    const directory = temporaryFolder();
    const [services, port] = await Promise.all([startServices(directory, prepared?.template), freePort()]);
    const faults = new FaultOrders(directory);
    const env = {
      NODE_ENV: "production",
      LOG_LEVEL: "info",
      DATABASE_URL: asProduct(services.databaseUrl),
      REDIS_URL: services.redis.url,
      SCRIPTED_DIRECTORY: directory,
      AUTH_SECRET: randomBytes(32).toString("hex"),
      RECOGNISERS: "50",
      STT_ENGINE: "google",
      TRANSLATION_ENGINE: "google",
      HOST: "127.0.0.1",
      PORT: String(port),
      ...more,
    };
    const file = (name: string) => (prepared ? join(prepared.compiled, `${name}.js`) : join(CHECKOUT, `${name}.ts`));
    const worker = new Child(file("testing/scripted-product/worker"), env, join(directory, "worker.log"));
    const web = new Child(file("server"), env, join(directory, "web.log"), pages);
    const url = `http://127.0.0.1:${env.PORT}`;
    await worker.ready;
    await eventually(`the product is ready; see ${directory}`, () => !web.isRunning || isReady(url), OPEN_MS);
    if (!web.isRunning) throw new Error(`the pages did not start; see ${directory}`);
    return new ScriptedProduct(url, directory, services, faults, worker, web);
  }

  /** Replaces the text of a stored line and of its translations. */
  async say(sessionId: string, seq: number, text: string): Promise<void> {
    await withPostgres(this.services.databaseUrl, async (client) => {
      const where = [text, sessionId, seq];
      await client.query("UPDATE segment SET text = $1 WHERE session_id = $2 AND seq = $3", where);
      await client.query("UPDATE translation SET text = $1 WHERE session_id = $2 AND seq = $3", where);
    });
  }

  /** The recogniser was not sure of the second word of each line. */
  async doubt(sessionId: string): Promise<void> {
    await withPostgres(this.services.databaseUrl, (client) =>
      client.query(
        `UPDATE segment SET words = (
          SELECT jsonb_agg(jsonb_build_object('word', word, 'startMs', start_ms, 'endMs', end_ms,
            'confidence', CASE WHEN at = 2 THEN 0.1 ELSE 1 END) ORDER BY at)
          FROM string_to_table(text, ' ') WITH ORDINALITY AS words (word, at)
        ) WHERE session_id = $1 AND kind = 'speech'`,
        [sessionId],
      ),
    );
  }

  async close(): Promise<void> {
    await Promise.all([this.web.kill(), this.worker.kill()]);
    await this.services.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}
