import { mkdir, open, readFile, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isNodeError } from './node-error.ts';
import { loanKeyHash } from './loan-rows.ts';

/** A wrapped key in this node's directory, kept for a crash of the database. */
export interface LoanFile {
  /** SHA-256 in hex of the wrapped key: also its name. Two who confirm at once make two files; the authorization tells which one is good. */
  readonly hash: string;
  readonly authorizationId: number;
  readonly writtenAt: number;
}

const SUFFIX = '.loan';

/** Text of a file: an authorization's id and its wrapped key in base64. */
const CONTENT = /^([1-9][0-9]{0,15}) ([A-Za-z0-9+/]+=*)\n$/;

/** The directory of wrapped keys of one node. Whatever is in it was on the disk for good before the database could hold its loan. */
export class LoanFiles {
  readonly #directory: string;
  readonly #held = new Map<string, LoanFile>();

  private constructor(directory: string) {
    this.#directory = directory;
  }

  static async open(directory: string): Promise<LoanFiles> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const files = new LoanFiles(directory);
    for (const name of await readdir(directory)) if (name.endsWith(SUFFIX)) await files.#load(name.slice(0, -SUFFIX.length));
    return files;
  }

  get held(): readonly LoanFile[] {
    return [...this.#held.values()];
  }

  holds(file: LoanFile): boolean {
    return this.#held.has(file.hash);
  }

  async write(authorizationId: number, wrappedKey: Uint8Array): Promise<void> {
    const hash = loanKeyHash(wrappedKey);
    this.#held.set(hash, { hash, authorizationId, writtenAt: Date.now() });
    const handle = await open(this.#path(hash), 'wx', 0o600);
    try {
      await handle.writeFile(`${authorizationId} ${Buffer.from(wrappedKey).toString('base64')}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await this.#syncDirectory();
  }

  /** Throws for a file that somebody has damaged, and for one that is gone: that one is not held any more. */
  async read(file: LoanFile): Promise<Uint8Array> {
    try {
      const found = parse(file.hash, await readFile(this.#path(file.hash), 'utf8'));
      if (found === undefined) throw new Error('it is damaged');
      return found.wrappedKey;
    } catch (error) {
      if (isNodeError(error, 'ENOENT')) this.#held.delete(file.hash);
      throw error;
    }
  }

  /** Overwrites the file before it goes. A file system that keeps old blocks keeps these too. */
  async wipe(file: LoanFile): Promise<void> {
    try {
      const handle = await open(this.#path(file.hash), 'r+');
      try {
        const { size } = await handle.stat();
        await handle.write(Buffer.alloc(size), 0, size, 0);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await unlink(this.#path(file.hash));
      await this.#syncDirectory();
    } catch (error) {
      if (!isNodeError(error, 'ENOENT')) throw error;
    }
    this.#held.delete(file.hash);
  }

  async #load(hash: string): Promise<void> {
    const path = this.#path(hash);
    const { mtimeMs } = await stat(path);
    const found = parse(hash, await readFile(path, 'utf8'));
    // What is torn belongs to no authorization, and goes as such.
    this.#held.set(hash, { hash, authorizationId: found?.authorizationId ?? 0, writtenAt: mtimeMs });
  }

  #path(hash: string): string {
    return join(this.#directory, `${hash}${SUFFIX}`);
  }

  async #syncDirectory(): Promise<void> {
    const handle = await open(this.#directory, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}

function parse(hash: string, text: string): { readonly authorizationId: number; readonly wrappedKey: Uint8Array } | undefined {
  const [, id, encoded] = CONTENT.exec(text) ?? [];
  if (id === undefined || encoded === undefined) return undefined;
  const wrappedKey = Buffer.from(encoded, 'base64');
  return loanKeyHash(wrappedKey) === hash ? { authorizationId: Number(id), wrappedKey } : undefined;
}
