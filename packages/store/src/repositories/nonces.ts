import { createHash } from 'node:crypto';
import type { NonceRepository } from '@sallyport/core';
import type { Connection } from '../connection.ts';

export class SqlNonces implements NonceRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async use(accessKeyId: string, nonce: string, expiresAt: number): Promise<boolean> {
    const row = { accessKeyId, nonce: createHash('sha256').update(nonce).digest('hex'), expiresAt };
    const made = await this.#connection.writeOne((db) => db.insertInto('nonces').values(row).onConflict((conflict) => conflict.doNothing()).executeTakeFirst());
    return made.numInsertedOrUpdatedRows === 1n;
  }

  async purge(now: number): Promise<number> {
    const gone = await this.#connection.writeOne((db) => db.deleteFrom('nonces').where('expiresAt', '<=', now).executeTakeFirst());
    return Number(gone.numDeletedRows);
  }
}
