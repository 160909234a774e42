import { DatabaseSync } from 'node:sqlite';
import type { PostgresCluster } from '@sallyport/testkit';

export type Row = Readonly<Record<string, unknown>>;

/** Reads the database beside the server, not through it: what is on disk, not what the server says. */
export interface Database extends AsyncDisposable {
  rows(select: string): Promise<readonly Row[]>;
}

export function sqliteDatabase(file: string): Database {
  const database = new DatabaseSync(file, { readOnly: true });
  return {
    rows: (select) => Promise.resolve(database.prepare(select).all()),
    [Symbol.asyncDispose]: () => { database.close(); return Promise.resolve(); },
  };
}

export function postgresDatabase(cluster: PostgresCluster, url: string): Database {
  return {
    rows: async (select) => JSON.parse(await cluster.sql(url, `select coalesce(json_agg(x), '[]') from (${select}) x`)) as readonly Row[],
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
