import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { tempDir } from '@sallyport/testkit';
import { forgetDeletedKeys } from '../src/engines/sqlite/forget-keys.ts';

/** Of one row in about 38,000 SQLite leaves a copy where it lay before pages were balanced; this order of events makes one. */
const SEED = 3;

/** The same numbers in every run. */
function numbers(seed: number): (below: number) => number {
  let state = Math.imul(seed, 2_654_435_761) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function keyOf(id: number): Buffer {
  return createHash('sha512').update(`${SEED}-${id}`).digest().subarray(0, 61);
}

/** Fills and empties the table in waves; gives what is in it and what is not any more. */
function churn(database: Database.Database): { readonly live: readonly number[]; readonly gone: readonly number[] } {
  const next = numbers(SEED);
  const [live, gone]: [number[], number[]] = [[], []];
  const insert = database.prepare('insert or ignore into target_work values (?, ?, ?)');
  const remove = database.prepare('delete from target_work where id = ?');
  for (let n = 0; n < 2_500; n += 1) {
    const id = next(1e9);
    if (insert.run(id, keyOf(id), 'x'.repeat(next(900))).changes === 1) live.push(id);
    const chance = Math.floor(n / 300) % 2 === 0 ? 20 : 95;
    while (next(100) < chance && live.length > 3) {
      const [old] = live.splice(next(live.length), 1);
      remove.run(old);
      gone.push(old ?? 0);
    }
  }
  return { live, gone };
}

test('secure deletion leaves a copy of a row now and then, and writing the table anew leaves none', async () => {
  await using dir = await tempDir();
  const file = dir.file('keys.db');
  const database = new Database(file);
  for (const setting of ['journal_mode = WAL', 'secure_delete = ON', 'synchronous = OFF']) database.pragma(setting);
  database.exec('create table loan_keys (id integer primary key, wrapped_key blob); create table target_work (id integer primary key, wrapped_key blob, work_order text)');
  const { live, gone } = churn(database);
  const stale = async () => {
    const content = await readFile(file);
    return gone.filter((id) => content.includes(keyOf(id))).length;
  };
  database.pragma('wal_checkpoint(TRUNCATE)');
  // Should a later SQLite overwrite this one too, look for another seed before believing that it overwrites all.
  expect(await stale()).toBe(1);
  expect(forgetDeletedKeys(database)).toBe(true);
  expect(await stale()).toBe(0);
  const rows = database.prepare<[], { id: number; wrapped_key: Buffer }>('select id, wrapped_key from target_work order by id').all();
  expect(rows.map((row) => [row.id, row.wrapped_key.equals(keyOf(row.id))])).toEqual([...live].sort((a, b) => a - b).map((id) => [id, true]));
  database.close();
});
