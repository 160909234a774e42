import { DomainError } from '@sallyport/core';
import type { AddressType, Host, HostChanges, HostFilter, HostProtocol, HostRepository, Id, ListedHost, Page, PageRequest, Scope } from '@sallyport/core';
import type { Updateable } from 'kysely';
import type { Connection } from '../connection.ts';
import { refusing } from '../engines/conflicts.ts';
import { idNumber, nextId } from '../object-ids.ts';
import { nameKey } from '../schema/name-key.ts';
import type { Schema } from '../schema/schema.ts';
import { listHosts } from './host-listing.ts';
import { hostsMatching, toHost } from './host-rows.ts';

/** Host names are unique in their project, compared without case. */
export class SqlHosts implements HostRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  create(host: Omit<Host, 'id'>): Promise<Id> {
    return this.#connection.write(async (db) => {
      const id = await nextId(this.#connection.engine, db);
      const made = await db.insertInto('hosts').values({ ...host, id, nameKey: nameKey(host.hostName) })
        .onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
      if (made.numInsertedOrUpdatedRows !== 1n) throw new DomainError('HOST_NAME_TAKEN', { hostName: host.hostName });
      return String(id);
    });
  }

  async get(scope: Scope, id: Id): Promise<Host | undefined> {
    const row = await this.#connection.db.selectFrom('hosts').selectAll()
      .where('id', '=', idNumber(id)).where('instanceId', '=', scope.instanceId).where('projectId', '=', scope.projectId).executeTakeFirst();
    return row && toHost(row);
  }

  list(scope: Scope, filter: HostFilter, page: PageRequest): Promise<Page<ListedHost>> {
    const { db } = this.#connection;
    return listHosts(db, db.selectFrom('hosts').where((eb) => hostsMatching(eb, scope, filter)), page);
  }

  async modify(scope: Scope, id: Id, changes: HostChanges): Promise<boolean> {
    const { hostName } = changes;
    if (Object.keys(changes).length === 0) return (await this.get(scope, id)) !== undefined;
    if (hostName === undefined) return this.#update(scope, id, changes);
    return this.#connection.write(async (db) => {
      const taken = await db.selectFrom('hosts').select('id').where('instanceId', '=', scope.instanceId).where('projectId', '=', scope.projectId)
        .where('nameKey', '=', nameKey(hostName)).where('id', '!=', idNumber(id)).executeTakeFirst();
      if (taken !== undefined) throw new DomainError('HOST_NAME_TAKEN', { hostName });
      const done = await refusing({ unique: 'HOST_NAME_TAKEN' }, db.updateTable('hosts').set({ ...changes, nameKey: nameKey(hostName) })
        .where('id', '=', idNumber(id)).where('instanceId', '=', scope.instanceId).where('projectId', '=', scope.projectId).executeTakeFirst());
      return done.numUpdatedRows === 1n;
    });
  }

  setPort(scope: Scope, id: Id, protocol: HostProtocol, port: number): Promise<boolean> {
    return this.#update(scope, id, protocol === 'SSH' ? { sshPort: port } : { rdpPort: port });
  }

  setActiveAddressType(scope: Scope, id: Id, type: AddressType): Promise<boolean> {
    return this.#update(scope, id, { activeAddressType: type });
  }

  /** Its accounts, grants, pins and scope entries go with it by the schema's references. */
  async delete(scope: Scope, id: Id): Promise<boolean> {
    const gone = await this.#connection.writeOne((db) => db.deleteFrom('hosts')
      .where('id', '=', idNumber(id)).where('instanceId', '=', scope.instanceId).where('projectId', '=', scope.projectId).executeTakeFirst());
    return gone.numDeletedRows === 1n;
  }

  async #update(scope: Scope, id: Id, set: Updateable<Schema['hosts']>): Promise<boolean> {
    const done = await this.#connection.writeOne((db) => db.updateTable('hosts').set(set)
      .where('id', '=', idNumber(id)).where('instanceId', '=', scope.instanceId).where('projectId', '=', scope.projectId).executeTakeFirst());
    return done.numUpdatedRows === 1n;
  }
}
