import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { open, readFile, stat, writeFile } from 'node:fs/promises';
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { DomainError } from '@sallyport/core';
import { sql } from 'kysely';
import { openStore } from '@sallyport/store';
import { tempDir } from '@sallyport/testkit';
import { ANY_TEXT } from '../conformance/matchers.ts';
import { openSqlite } from '../src/engines/sqlite/open.ts';

const masterKey = randomBytes(32);

test('the files are for their owner alone', async () => {
  await using dir = await tempDir();
  const file = dir.file('store.db');
  const store = await openStore({ engine: 'sqlite', file }, { masterKey });
  for (const name of [file, `${file}-wal`]) expect((await stat(name)).mode & 0o777).toBe(0o600);
  await store.close();
});

test('what SQLite promises is set: a commit is on the disk', async () => {
  await using dir = await tempDir();
  const { engine } = openSqlite({ file: dir.file('store.db'), clock: { now: () => 0 }, limits: { queue: 1, waitMs: 1_000, transactionMs: 1_000 } });
  const setting = (name: string) => engine.statement(async (db) => Object.values((await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db)).rows[0] ?? {})[0]);
  expect(await setting('journal_mode')).toBe('wal');
  // FULL; this build of SQLite has NORMAL as its default in WAL mode.
  expect(await setting('synchronous')).toBe(2);
  expect(await setting('foreign_keys')).toBe(1);
  await engine.close();
});

test('a second process is refused, and let in when the first has gone', async () => {
  await using dir = await tempDir();
  const file = dir.file('store.db');
  const child = fork(new URL('hold-store.ts', import.meta.url), [file, masterKey.toString('hex')]);
  await using _killed = { [Symbol.asyncDispose]: () => killed(child) };
  await once(child, 'message');
  const refusal = await openStore({ engine: 'sqlite', file }, { masterKey }).then(() => undefined, (error: unknown) => error);
  expect(refusal).toMatchObject({ code: 'STORE_BUSY', details: { file } });
  expect(String(refusal instanceof DomainError && refusal.details['advice'])).toContain('stop it first');
  await killed(child);
  await (await openStore({ engine: 'sqlite', file }, { masterKey })).close();
});

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

test('a file of something else is foreign and stays as it is', async () => {
  await using dir = await tempDir();
  const text = dir.file('notes.txt');
  await writeFile(text, 'these are my notes, and they are longer than a header');
  await expect(openStore({ engine: 'sqlite', file: text }, { masterKey })).rejects.toMatchObject({ code: 'STORE_FOREIGN' });
  expect(await readFile(text, 'utf8')).toBe('these are my notes, and they are longer than a header');

  const other = dir.file('other.db');
  new Database(other).exec('create table theirs (x)').close();
  await expect(openStore({ engine: 'sqlite', file: other }, { masterKey })).rejects.toMatchObject({ code: 'STORE_FOREIGN' });
  const application = dir.file('app.db');
  new Database(application).exec('pragma application_id = 7').close();
  await expect(openStore({ engine: 'sqlite', file: application }, { masterKey })).rejects.toMatchObject({ code: 'STORE_FOREIGN' });
});

test('overwritten pages, a lost header and missing tables are damage', async () => {
  await using dir = await tempDir();
  const file = dir.file('store.db');
  const reopen = () => openStore({ engine: 'sqlite', file }, { masterKey });
  await (await reopen()).close();
  const whole = await readFile(file);

  const overwrite = async (at: number, length: number): Promise<void> => {
    const handle = await open(file, 'r+');
    await handle.write(Buffer.alloc(length, 0xa5), 0, length, at);
    await handle.close();
  };
  await overwrite(4_096, 40_960);
  await expect(reopen()).rejects.toMatchObject({ code: 'STORE_DAMAGED', details: { problem: ANY_TEXT, advice: ANY_TEXT } });
  await writeFile(file, whole);
  await overwrite(0, 100);
  await expect(reopen()).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
  await writeFile(file, whole);
  new Database(file).exec('drop table audit_events').close();
  await expect(reopen()).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
  await writeFile(file, whole);
  await (await reopen()).close();
});

test('a schema of a newer release is refused', async () => {
  await using dir = await tempDir();
  const file = dir.file('store.db');
  await (await openStore({ engine: 'sqlite', file }, { masterKey })).close();
  new Database(file).exec(`insert into sallyport_migrations values (999, 'future', 0)`).close();
  await expect(openStore({ engine: 'sqlite', file }, { masterKey })).rejects.toMatchObject({ code: 'STORE_TOO_NEW', details: { version: '999' } });
});

test('audit rows cannot be changed or dropped past the store', async () => {
  await using dir = await tempDir();
  const file = dir.file('store.db');
  const store = await openStore({ engine: 'sqlite', file }, { masterKey });
  await store.audit.append([{
    instanceId: 'i', at: 1, kind: 'k', actor: { kind: 'node', id: '', name: '' }, sourceAddress: '', requestId: '', sessionId: '', outcome: 'OK', details: {},
  }]);
  await store.close();
  const database = new Database(file);
  expect(() => database.exec(`update audit_events set outcome = 'NO'`)).toThrow('append-only');
  expect(() => database.exec('delete from audit_events')).toThrow('append-only');
  database.close();
});
