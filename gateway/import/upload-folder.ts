import { mkdirSync } from "node:fs";
import { readdir, readFile, rm, stat, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** The file that @tus/file-store writes beside each upload, with the metadata of `gateway/import/uploads.ts`. */
const About = z.object({
  size: z.number(),
  creation_date: z.iso.datetime(),
  metadata: z.object({ owner: z.string(), party: z.string().default(""), name: z.string() }),
});

export const UPLOAD_ID = /^[A-Za-z0-9_-]{22}$/;

export type Upload = {
  readonly id: string;
  /** The person who uploads it. */
  readonly owner: string;
  /** The account, or the address of people without one, whose limits count it. */
  readonly party: string;
  /** The file's name on that person's device. */
  readonly name: string;
  /** Bytes in all, and those that have arrived. */
  readonly size: number;
  readonly arrived: number;
  readonly createdAt: Date;
  /** A session was started of it. */
  readonly isStarted: boolean;
};

/** The uploaded files of one machine. */
export class UploadFolder {
  constructor(readonly path: string) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  }

  file(id: string): string {
    return join(this.path, id);
  }

  /** Null: there is no such upload, or it is not whole. */
  async find(id: string): Promise<Upload | null> {
    if (!UPLOAD_ID.test(id)) return null;
    const [about, file, started] = await Promise.all([
      // A power cut may have left it empty.
      readFile(this.#about(id), "utf8")
        .then((text) => About.parse(JSON.parse(text)))
        .catch(() => null),
      stat(this.file(id)).catch(() => null),
      stat(this.#started(id)).catch(() => null),
    ]);
    if (!about || !file) return null;
    const { metadata, size, creation_date } = about;
    return {
      id,
      ...metadata,
      size,
      arrived: file.size,
      createdAt: new Date(creation_date),
      isStarted: started !== null,
    };
  }

  async list(): Promise<Upload[]> {
    const found = await Promise.all((await this.ids()).map((id) => this.find(id)));
    return found.filter((upload) => upload !== null);
  }

  /** The ids of everything in the folder, also of the rests of uploads. */
  async ids(): Promise<string[]> {
    const names = await readdir(this.path);
    return [...new Set(names.map((name) => name.split(".", 1)[0] ?? ""))].filter((id) => UPLOAD_ID.test(id));
  }

  /** When something of an upload was last written. */
  async touchedAt(id: string): Promise<Date> {
    const paths = [this.file(id), this.#about(id), this.#started(id)];
    const times = await Promise.all(
      paths.map((path) =>
        stat(path).then(
          ({ mtimeMs }) => mtimeMs,
          () => 0,
        ),
      ),
    );
    return new Date(Math.max(...times));
  }

  async markStarted(id: string): Promise<void> {
    await writeFile(this.#started(id), "");
  }

  async remove(id: string): Promise<void> {
    for (const path of [this.file(id), this.#about(id), this.#started(id)]) await rm(path, { force: true });
  }

  /** Bytes that are free on its disk. */
  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.path);
    return bavail * bsize;
  }

  #about(id: string): string {
    return join(this.path, `${id}.json`);
  }

  #started(id: string): string {
    return join(this.path, `${id}.started`);
  }
}
