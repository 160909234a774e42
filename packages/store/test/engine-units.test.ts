import { expect, test } from 'vitest';
import { canonicalJson } from '../src/audit/canonical-json.ts';
import { Batcher } from '../src/audit/batcher.ts';
import { MemoryRates } from '../src/engines/sqlite/rates.ts';
import { WriteQueue } from '../src/engines/sqlite/write-queue.ts';
import { decodeHints, encodeHints } from '../src/hints/wire.ts';
import { readPage } from '../src/page-walk.ts';

test('canonical JSON is one text for one value', () => {
  expect(canonicalJson({ b: 1, a: [{ d: undefined, c: null }], A: 'ü"' })).toBe('{"A":"ü\\"","a":[{"c":null}],"b":1}');
  expect(canonicalJson(undefined)).toBe('null');
  expect(canonicalJson({ at: new Date(0), n: Number.NaN })).toBe('{"at":"1970-01-01T00:00:00.000Z","n":null}');
});

test('the write queue admits one at a time in order, bounded in length and time', async () => {
  const queue = new WriteQueue({ length: 2, waitMs: 50 });
  await queue.enter();
  const order: number[] = [];
  const second = queue.enter().then(() => order.push(2));
  const third = queue.enter().then(() => order.push(3), (error: unknown) => error);
  await expect(queue.enter()).rejects.toMatchObject({ code: 'STORE_BUSY' });
  queue.leave();
  await second;
  expect(await third).toMatchObject({ code: 'STORE_BUSY' });
  queue.leave();
  await queue.enter();
  queue.leave();
  expect(order).toEqual([2]);
});

test('the batcher commits in order, fails a batch as one, and is bounded', async () => {
  const batches: number[][] = [];
  const batcher = new Batcher<number>(async (jobs) => {
    batches.push([...jobs]);
    await Promise.resolve();
    if (jobs.includes(13)) throw new Error('unlucky');
  }, { waiting: 4, batch: 2, gatherMs: 1 });
  const results = await Promise.allSettled([1, 2, 13, 4, 5].map((job) => batcher.add(job)));
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected', 'rejected']);
  expect(batches).toEqual([[1, 2], [13, 4]]);
  await batcher.add(6);
  await batcher.drain();
  expect(batches.at(-1)).toEqual([6]);
});

test('hints travel whole, and what is none of ours is no message', () => {
  const hints = [{ instanceId: 'i', kind: 'user' as const, id: '1' }, { instanceId: 'i', kind: 'instance' as const }];
  expect(encodeHints('o', hints).map(decodeHints)).toEqual([{ origin: 'o', hints }]);
  expect(encodeHints('o', [])).toEqual([]);
  const many = Array.from({ length: 450 }, (_, n) => ({ instanceId: 'ü'.repeat(40), kind: 'user' as const, id: String(n) }));
  const messages = encodeHints('o', many);
  for (const message of messages) expect(Buffer.byteLength(message)).toBeLessThan(8_000);
  expect(messages.flatMap((message) => decodeHints(message)?.hints ?? [])).toEqual(many);
  for (const text of ['', 'x', '1', 'null', '{}', '{"o":1,"h":[]}', '{"o":"x","h":{}}', '{"o":"x","h":[1]}', '{"o":"x","h":[["i","nothing"]]}', '{"o":"x","h":[["i","user",1]]}']) {
    expect(decodeHints(text)).toBeUndefined();
  }
});

test('pages near the front, in the middle and at the end are the same as of one list', async () => {
  const all = Array.from({ length: 9_001 }, (_, n) => n);
  const walked: number[] = [];
  const listing = {
    total: () => Promise.resolve(all.length),
    keys: (direction: 'forth' | 'back', offset: number, limit: number) => {
      walked.push(offset);
      return Promise.resolve((direction === 'forth' ? all : [...all].reverse()).slice(offset, offset + limit));
    },
    rows: (keys: readonly number[]) => Promise.resolve(keys.map((key) => key)),
  };
  for (const size of [1, 7, 100, 1_000]) {
    for (const offset of [0, 1_995, 2_500, 4_400, 4_501, 6_000, 8_995, 9_000, 9_001, 20_000]) {
      const number = Math.floor(offset / size) + 1;
      expect(await readPage(listing, { number, size })).toEqual({ items: all.slice((number - 1) * size, number * size), total: 9_001 });
    }
  }
  expect(Math.max(...walked)).toBeLessThanOrEqual(4_501);
});

test('rates in memory refuse new keys when one window has too many, and forget other windows', async () => {
  const rates = new MemoryRates();
  for (let n = 0; n < 50_000; n += 1) await rates.take(`k${n}`, 1, 1);
  expect(await rates.take('one more', 1, 1)).toBe(false);
  expect(await rates.take('k0', 1, 2)).toBe(true);
  expect(await rates.take('one more', 2, 1)).toBe(true);
});
