import type { Vault } from '@sallyport/core';
import type { Connection } from '../connection.ts';

/** Named secrets of an instance, sealed at rest. */
export class SealedValues {
  readonly #connection: Connection;
  readonly #vault: Vault;

  constructor(connection: Connection, vault: Vault) {
    this.#connection = connection;
    this.#vault = vault;
  }

  /** Throws `DomainError('SECRET_UNREADABLE')` when it cannot be opened. */
  async get(instanceId: string, name: string): Promise<Uint8Array | undefined> {
    const row = await this.#connection.db.selectFrom('sealedValues').select('sealed')
      .where('instanceId', '=', instanceId).where('name', '=', name).executeTakeFirst();
    return row && this.#vault.open(binding(instanceId, name), row.sealed);
  }

  /** False: one of that name exists, and stays. Of two nodes that start at once, one makes it and both read the same. */
  async create(instanceId: string, name: string, value: Uint8Array): Promise<boolean> {
    const sealed = await this.#vault.seal(binding(instanceId, name), value);
    const made = await this.#connection.writeOne((db) => db.insertInto('sealedValues').values({ instanceId, name, sealed })
      .onConflict((conflict) => conflict.doNothing()).executeTakeFirst());
    return made.numInsertedOrUpdatedRows === 1n;
  }
}

function binding(instanceId: string, name: string) {
  return { instanceId, table: 'sealed_values', row: name, field: 'sealed' };
}
