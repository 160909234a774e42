import type { HostKeyPin, HostKeyPinRepository, Id, Page, PageRequest } from '@sallyport/core';
import type { Selectable } from 'kysely';
import type { Connection } from '../connection.ts';
import { refusing } from '../engines/conflicts.ts';
import { idNumber } from '../object-ids.ts';
import type { Schema } from '../schema/schema.ts';

const OWN_PORT = 0;

export class SqlHostKeyPins implements HostKeyPinRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async list(instanceId: string, hostId: Id): Promise<readonly HostKeyPin[]> {
    const rows = await this.#connection.db.selectFrom('hostKeyPins').selectAll()
      .where('instanceId', '=', instanceId).where('hostId', '=', idNumber(hostId)).orderBy('port').orderBy('algorithm').execute();
    return rows.map(toPin);
  }

  async listAll(instanceId: string, page: PageRequest): Promise<Page<HostKeyPin>> {
    const pins = this.#connection.db.selectFrom('hostKeyPins').where('instanceId', '=', instanceId);
    const { n } = await pins.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    const rows = await pins.selectAll().orderBy('hostId').orderBy('port').orderBy('algorithm').limit(page.size).offset((page.number - 1) * page.size).execute();
    return { items: rows.map(toPin), total: n };
  }

  /** Throws `DomainError('OBJECT_GONE')` when the host was deleted in between. */
  async pin(instanceId: string, pin: HostKeyPin): Promise<boolean> {
    const made = await this.#connection.writeOne((db) => refusing({ reference: 'OBJECT_GONE' }, db.insertInto('hostKeyPins')
      .values({ ...pin, instanceId, hostId: idNumber(pin.hostId), port: pin.port ?? OWN_PORT }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst()));
    return made.numInsertedOrUpdatedRows === 1n;
  }

  async clear(instanceId: string, hostId: Id, ports?: readonly HostKeyPin['port'][]): Promise<number> {
    const gone = await this.#connection.writeOne((db) => db.deleteFrom('hostKeyPins')
      .where('instanceId', '=', instanceId).where('hostId', '=', idNumber(hostId))
      .$if(ports !== undefined, (query) => query.where('port', 'in', (ports ?? []).map((port) => port ?? OWN_PORT))).executeTakeFirst());
    return Number(gone.numDeletedRows);
  }
}

function toPin(row: Selectable<Schema['hostKeyPins']>): HostKeyPin {
  const { instanceId: _instance, ...pin } = row;
  return { ...pin, hostId: String(row.hostId), port: row.port === OWN_PORT ? null : row.port };
}
