import { DomainError } from '@sallyport/core';
import type { Id, Page, PageRequest, RamPolicy, RamPolicyRepository } from '@sallyport/core';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Connection } from '../connection.ts';
import { idNumber, nextId } from '../object-ids.ts';
import { inOrder, readPage } from '../page-walk.ts';
import { nameKey } from '../schema/name-key.ts';
import { bit } from '../schema/row.ts';
import type { Schema } from '../schema/schema.ts';

export class SqlRamPolicies implements RamPolicyRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  create(policy: Omit<RamPolicy, 'id'>): Promise<Id> {
    return this.#connection.write(async (db) => {
      const id = await nextId(this.#connection.engine, db);
      const made = await db.insertInto('ramPolicies').values({ ...policy, id, nameKey: nameKey(policy.name), system: bit(policy.system) })
        .onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
      if (made.numInsertedOrUpdatedRows !== 1n) throw new DomainError('RAM_POLICY_NAME_TAKEN', { name: policy.name });
      return String(id);
    });
  }

  async findByName(instanceId: string, name: string): Promise<RamPolicy | undefined> {
    const row = await this.#connection.db.selectFrom('ramPolicies').selectAll()
      .where('instanceId', '=', instanceId).where('nameKey', '=', nameKey(name)).executeTakeFirst();
    return row && toRamPolicy(row);
  }

  list(instanceId: string, page: PageRequest): Promise<Page<RamPolicy>> {
    const { db } = this.#connection;
    const matching = db.selectFrom('ramPolicies').where('instanceId', '=', instanceId);
    return readPage({
      total: async () => (await matching.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n,
      keys: async (direction, offset, limit) => (await matching.select('id').orderBy('id', direction === 'forth' ? 'asc' : 'desc')
        .limit(limit).offset(offset).execute()).map((row) => row.id),
      rows: async (ids) => inOrder(ids, await db.selectFrom('ramPolicies').selectAll().where('id', 'in', ids).execute(), (row) => row.id).map(toRamPolicy),
    }, page);
  }

  /** False also for a policy that ships with the product. */
  async delete(instanceId: string, id: Id): Promise<boolean> {
    const gone = await this.#connection.writeOne((db) => db.deleteFrom('ramPolicies')
      .where('id', '=', idNumber(id)).where('instanceId', '=', instanceId).where('system', '=', 0).executeTakeFirst());
    return gone.numDeletedRows === 1n;
  }

  /** False also when either is not of this instance. */
  async attach(instanceId: string, policyId: Id, principalId: Id): Promise<boolean> {
    const { rows } = await this.#connection.writeOne((db) => sql`
      insert into ram_attachments (policy_id, principal_id)
      select ram_policies.id, principals.id from ram_policies, principals
      where ram_policies.id = ${idNumber(policyId)} and ram_policies.instance_id = ${instanceId}
        and principals.id = ${idNumber(principalId)} and principals.instance_id = ${instanceId}
      ${this.#connection.engine === 'postgres' ? sql`for key share` : sql``}
      on conflict do nothing returning policy_id`.execute(db));
    return rows.length === 1;
  }

  async detach(instanceId: string, policyId: Id, principalId: Id): Promise<boolean> {
    const gone = await this.#connection.writeOne((db) => db.deleteFrom('ramAttachments')
      .where('policyId', '=', idNumber(policyId)).where('principalId', '=', idNumber(principalId))
      .where('principalId', 'in', db.selectFrom('principals').select('principals.id').where('principals.instanceId', '=', instanceId))
      .executeTakeFirst());
    return gone.numDeletedRows === 1n;
  }

  async documentsOf(instanceId: string, principalId: Id): Promise<readonly RamPolicy[]> {
    const rows = await this.#connection.db.selectFrom('ramPolicies').selectAll('ramPolicies')
      .innerJoin('ramAttachments', 'ramAttachments.policyId', 'ramPolicies.id')
      .where('ramAttachments.principalId', '=', idNumber(principalId)).where('ramPolicies.instanceId', '=', instanceId)
      .orderBy('ramPolicies.id').execute();
    return rows.map(toRamPolicy);
  }
}

function toRamPolicy(row: Selectable<Schema['ramPolicies']>): RamPolicy {
  const { nameKey: _key, ...policy } = row;
  return { ...policy, id: String(row.id), system: row.system === 1 };
}
