import pg from 'pg';
import { CompiledQuery } from 'kysely';
import { cleanParameters } from '../clean-text.ts';

/** PostgreSQL's manual, COPY, "Binary Format": signature, flags, length of an extension that there is not. */
const HEAD = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const END = Buffer.from([0xff, 0xff]);

/** One row on its way by COPY. */
export class CopyRow {
  readonly data: Buffer;

  constructor(values: readonly unknown[]) {
    const count = Buffer.alloc(2);
    count.writeInt16BE(values.length);
    this.data = Buffer.concat([HEAD, count, ...cleanParameters(values).map(field), END]);
  }
}

/**
 * Inserts one row. A statement's parameters stand in the server's log wherever it keeps slow or all statements; the data of COPY never do. Binary, because
 * the context of an error quotes a line of text. Members of `row` are columns of `bigint`, `text` and `bytea`, named in camel case.
 */
export function copyStatement(table: string, row: Readonly<Record<string, unknown>>): CompiledQuery {
  const columns = Object.keys(row).map((name) => `"${snakeCase(name)}"`);
  return CompiledQuery.raw(`copy "${snakeCase(table)}" (${columns.join(', ')}) from stdin (format binary)`, [new CopyRow(Object.values(row))]);
}

/** Answers the server's request for data, where the driver's own query refuses. */
export class CopyQuery extends pg.Query {
  readonly #row: CopyRow;

  constructor(text: string, row: CopyRow, done: (error?: Error | null) => void) {
    super(text, done);
    this.#row = row;
  }

  /** Called by the driver. */
  handleCopyInResponse(connection: { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void }): void {
    connection.sendCopyFromChunk(this.#row.data);
    connection.endCopyFrom();
  }
}

function field(value: unknown): Buffer {
  const length = Buffer.alloc(4);
  const bytes = encoded(value);
  length.writeInt32BE(bytes === null ? -1 : bytes.length);
  return bytes === null ? length : Buffer.concat([length, bytes]);
}

function encoded(value: unknown): Uint8Array | null {
  if (value === null || value instanceof Uint8Array) return value;
  if (typeof value === 'string') return Buffer.from(value, 'utf8');
  if (typeof value !== 'number') throw new Error(`no column takes a ${typeof value} by COPY`);
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
