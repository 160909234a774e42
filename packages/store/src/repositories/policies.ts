import { DomainError } from '@sallyport/core';
import type { Id, Page, PageRequest, Policy, PolicyAssetScope, PolicyChanges, PolicyRepository, PolicyUserScope, Scope } from '@sallyport/core';
import type { Selectable } from 'kysely';
import type { Connection } from '../connection.ts';
import type { Db } from '../engines/engine.ts';
import { refusing } from '../engines/conflicts.ts';
import { idNumber, nextId } from '../object-ids.ts';
import { inOrder, readPage } from '../page-walk.ts';
import { nameKey } from '../schema/name-key.ts';
import { bit } from '../schema/row.ts';
import type { Schema } from '../schema/schema.ts';
import { readAssetScope, readUserScope, writeAssetScope, writeUserScope } from './policy-scopes.ts';

export class SqlPolicies implements PolicyRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  create(policy: Omit<Policy, 'id'>): Promise<Id> {
    return this.#connection.write(async (db) => {
      const id = await nextId(this.#connection.engine, db);
      const row = { ...policy, id, nameKey: nameKey(policy.name), approval: bit(policy.approval), userScope: 'None' as const, assetScope: 'None' as const };
      const made = await db.insertInto('policies').values(row).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
      if (made.numInsertedOrUpdatedRows !== 1n) throw new DomainError('POLICY_NAME_TAKEN', { name: policy.name });
      return String(id);
    });
  }

  async get(scope: Scope, id: Id): Promise<Policy | undefined> {
    const row = await find(this.#connection.db, scope, id);
    return row && toPolicy(row);
  }

  list(scope: Scope, name: string | undefined, page: PageRequest): Promise<Page<Policy>> {
    const { db } = this.#connection;
    const all = db.selectFrom('policies').where('instanceId', '=', scope.instanceId).where('projectId', '=', scope.projectId);
    const matching = name === undefined ? all : all.where('nameKey', '=', nameKey(name)).where('name', '=', name);
    return readPage({
      total: async () => (await matching.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n,
      keys: async (direction, offset, limit) => (await matching.select('id').orderBy('id', direction === 'forth' ? 'asc' : 'desc')
        .limit(limit).offset(offset).execute()).map((row) => row.id),
      rows: async (ids) => inOrder(ids, await db.selectFrom('policies').selectAll().where('id', 'in', ids).execute(), (row) => row.id).map(toPolicy),
    }, page);
  }

  modify(scope: Scope, id: Id, changes: PolicyChanges): Promise<boolean> {
    return this.#connection.write(async (db) => {
      const current = await find(db, scope, id);
      if (current === undefined) return false;
      if (changes.name !== undefined) await refuseTaken(db, current, changes.name);
      const { approval, name, ...plain } = changes;
      const set = {
        ...plain,
        ...(name === undefined ? {} : { name, nameKey: nameKey(name) }),
        ...(approval === undefined ? {} : { approval: bit(approval) }),
      };
      if (Object.keys(set).length > 0) {
        await refusing({ unique: 'POLICY_NAME_TAKEN' }, db.updateTable('policies').set(set).where('id', '=', current.id).execute());
      }
      return true;
    });
  }

  async delete(scope: Scope, id: Id): Promise<boolean> {
    const gone = await this.#connection.writeOne((db) => db.deleteFrom('policies')
      .where('id', '=', idNumber(id)).where('instanceId', '=', scope.instanceId).where('projectId', '=', scope.projectId).executeTakeFirst());
    return gone.numDeletedRows === 1n;
  }

  async userScope(scope: Scope, id: Id): Promise<PolicyUserScope | undefined> {
    const policy = await find(this.#connection.db, scope, id);
    return policy && readUserScope(this.#connection.db, policy);
  }

  setUserScope(scope: Scope, id: Id, users: PolicyUserScope): Promise<boolean> {
    return this.#connection.write(async (db) => {
      const policy = await this.#held(db, scope, id);
      if (policy) await writeUserScope(this.#connection.engine, db, policy, users);
      return policy !== undefined;
    });
  }

  async assetScope(scope: Scope, id: Id): Promise<PolicyAssetScope | undefined> {
    const policy = await find(this.#connection.db, scope, id);
    return policy && readAssetScope(this.#connection.db, policy);
  }

  setAssetScope(scope: Scope, id: Id, assets: PolicyAssetScope): Promise<boolean> {
    return this.#connection.write(async (db) => {
      const policy = await this.#held(db, scope, id);
      if (policy) await writeAssetScope(this.#connection.engine, db, policy, assets);
      return policy !== undefined;
    });
  }

  /** The policy, locked to the end: two replacements of its scope at once must not mix. */
  #held(db: Db, scope: Scope, id: Id) {
    return db.selectFrom('policies').selectAll().where('id', '=', idNumber(id)).where('instanceId', '=', scope.instanceId).where('projectId', '=', scope.projectId)
      .$if(this.#connection.engine === 'postgres', (query) => query.forNoKeyUpdate()).executeTakeFirst();
  }
}

function find(db: Db, scope: Scope, id: Id): Promise<Selectable<Schema['policies']> | undefined> {
  return db.selectFrom('policies').selectAll()
    .where('id', '=', idNumber(id)).where('instanceId', '=', scope.instanceId).where('projectId', '=', scope.projectId).executeTakeFirst();
}

async function refuseTaken(db: Db, current: Selectable<Schema['policies']>, name: string): Promise<void> {
  const taken = await db.selectFrom('policies').select('id').where('instanceId', '=', current.instanceId).where('projectId', '=', current.projectId)
    .where('nameKey', '=', nameKey(name)).where('id', '!=', current.id).executeTakeFirst();
  if (taken !== undefined) throw new DomainError('POLICY_NAME_TAKEN', { name });
}

function toPolicy(row: Selectable<Schema['policies']>): Policy {
  const { nameKey: _key, userScope: _users, assetScope: _assets, ...policy } = row;
  return { ...policy, id: String(row.id), approval: row.approval === 1 };
}
