/** A thread that waits until a row of a SQLite store says that a permission is over, and tells when it saw that. */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { Watched } from './commit-moment.ts';
import { monotonicMs } from './monotonic.ts';

const LOOK_EVERY_MS = 0.2;
const GIVE_UP_AFTER_MS = 10_000;

const { file, table, where } = workerData as Watched & { readonly file: string };
const database = new DatabaseSync(file, { readOnly: true });
const over = database.prepare(`select 1 from ${table} where id = ? and ${where}`);
const pause = new Int32Array(new SharedArrayBuffer(4));

parentPort?.on('message', (id: string) => {
  const end = monotonicMs() + GIVE_UP_AFTER_MS;
  while (over.get(Number(id)) === undefined) {
    if (monotonicMs() > end) throw new Error(`${table} ${id} was not changed`);
    Atomics.wait(pause, 0, 0, LOOK_EVERY_MS);
  }
  parentPort?.postMessage(monotonicMs());
});
