import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { DomainError } from '@sallyport/core';
import type { PasswordHasher } from '@sallyport/core';
import { formatPhc, parsePhc } from './phc.ts';
import type { ArgonCost, ArgonHash } from './phc.ts';

export interface PasswordHasherOptions {
  readonly cost: ArgonCost;
  /** Hashes at once: each takes a thread and its memory. */
  readonly concurrency: number;
  /** Callers that may wait for one of them. */
  readonly queue: number;
}

/** OWASP's first choice for argon2id; about 25 ms of one core. */
export const PASSWORD_DEFAULTS: PasswordHasherOptions = { cost: { memory: 19_456, passes: 2, parallelism: 1 }, concurrency: 2, queue: 64 };

const TAG_BYTES = 32;

/** argon2id behind a bounded queue. A password for nobody costs what a wrong one costs. */
export function createPasswordHasher(options: PasswordHasherOptions = PASSWORD_DEFAULTS): PasswordHasher {
  const queue = new HashQueue(options);
  // No password fits it: its tag is random, not a hash of anything.
  const nobody: ArgonHash = { ...options.cost, salt: randomBytes(16), tag: randomBytes(TAG_BYTES) };
  return {
    async hash(password) {
      const salt = randomBytes(16);
      return formatPhc({ ...options.cost, salt, tag: await queue.run(() => derive(password, { ...options.cost, salt }, TAG_BYTES)) });
    },
    async verify(hash, password) {
      const parsed = hash === null ? undefined : parsePhc(hash);
      const expected = parsed ?? nobody;
      const tag = await queue.run(() => derive(password, expected, expected.tag.length));
      return timingSafeEqual(tag, expected.tag) && parsed !== undefined;
    },
  };
}

class HashQueue {
  readonly #options: PasswordHasherOptions;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(options: PasswordHasherOptions) {
    this.#options = options;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#options.concurrency) {
      if (this.#waiting.length >= this.#options.queue) throw new DomainError('STORE_BUSY', { reason: 'too many passwords wait to be checked' });
      await new Promise<void>((resolve) => { this.#waiting.push(resolve); });
    } else {
      this.#running += 1;
    }
    try {
      return await work();
    } finally {
      // The place passes on to the next; only an empty queue gives it back.
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}

function derive(password: string, hash: ArgonCost & { readonly salt: Buffer }, tagLength: number): Promise<Buffer> {
  // Composed and decomposed input of one password are the same password.
  const message = Buffer.from(password.normalize('NFKC'));
  const parameters = { message, nonce: hash.salt, memory: hash.memory, passes: hash.passes, parallelism: hash.parallelism, tagLength };
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, tag) => {
      message.fill(0);
      if (error === null) resolve(tag);
      else reject(error);
    });
  });
}
