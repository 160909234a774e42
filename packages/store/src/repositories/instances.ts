import { DomainError } from '@sallyport/core';
import type { Instance, InstanceRepository } from '@sallyport/core';
import type { Connection } from '../connection.ts';
import type { DataKeys } from '../vault/data-keys.ts';

export class SqlInstances implements InstanceRepository {
  readonly #connection: Connection;
  readonly #dataKeys: DataKeys;

  constructor(connection: Connection, dataKeys: DataKeys) {
    this.#connection = connection;
    this.#dataKeys = dataKeys;
  }

  get(instanceId: string): Promise<Instance | undefined> {
    return this.#connection.db.selectFrom('instances').selectAll().where('instanceId', '=', instanceId).executeTakeFirst();
  }

  list(): Promise<readonly Instance[]> {
    return this.#connection.db.selectFrom('instances').selectAll().orderBy('createdAt').orderBy('instanceId').execute();
  }

  /** Also makes its data key, wrapped by the master key. Throws `DomainError('INSTANCE_EXISTS')`. */
  async create(instance: Instance): Promise<void> {
    await this.#connection.write(async (db) => {
      const made = await db.insertInto('instances').values({ ...instance }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
      if (made.numInsertedOrUpdatedRows !== 1n) throw new DomainError('INSTANCE_EXISTS', { instanceId: instance.instanceId });
      await db.insertInto('instanceChanges').values({ instanceId: instance.instanceId, counter: 0 }).execute();
      const wrapped = this.#dataKeys.create(instance.instanceId);
      if (this.#connection.inTransaction) this.#connection.onRollback(() => { this.#dataKeys.forget(instance.instanceId); });
      await db.insertInto('dataKeys').values({ instanceId: instance.instanceId, wrapped }).execute();
    });
  }
}
