/** A thread that waits until a user of a SQLite store is locked and tells when it saw that. */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { monotonicMs } from './monotonic.ts';

const LOOK_EVERY_MS = 0.2;
const GIVE_UP_AFTER_MS = 10_000;

const { file } = workerData as { readonly file: string };
const database = new DatabaseSync(file, { readOnly: true });
const locked = database.prepare('select locked from users where id = ?');
const pause = new Int32Array(new SharedArrayBuffer(4));

parentPort?.on('message', (userId: string) => {
  const end = monotonicMs() + GIVE_UP_AFTER_MS;
  while (locked.get(Number(userId))?.['locked'] !== 1) {
    if (monotonicMs() > end) throw new Error(`user ${userId} was not locked`);
    Atomics.wait(pause, 0, 0, LOOK_EVERY_MS);
  }
  parentPort?.postMessage(monotonicMs());
});
