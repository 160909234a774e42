import { expect, test } from 'vitest';
import { createPasswordHasher, PASSWORD_DEFAULTS } from '@sallyport/store';
import { parsePhc } from '../src/passwords/phc.ts';

const quick = { cost: { memory: 64, passes: 1, parallelism: 1 }, concurrency: 1, queue: 3 };

test('a password fits its hash and no other', async () => {
  const hasher = createPasswordHasher(quick);
  const hash = await hasher.hash('pässword');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/);
  expect(await hasher.hash('pässword')).not.toBe(hash);
  expect(await hasher.verify(hash, 'pässword')).toBe(true);
  expect(await hasher.verify(hash, 'pässword'.normalize('NFD'))).toBe(true);
  expect(await hasher.verify(hash, 'password')).toBe(false);
  expect(await hasher.verify(hash, '')).toBe(false);
  expect(await hasher.verify(null, '')).toBe(false);
});

test('a hash at another cost is understood', async () => {
  const hash = await createPasswordHasher({ ...quick, cost: { memory: 256, passes: 3, parallelism: 2 } }).hash('correct horse');
  expect(await createPasswordHasher(quick).verify(hash, 'correct horse')).toBe(true);
});

test.each([
  '', 'x', '$argon2i$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  '$argon2id$v=19$m=9999999,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  '$argon2id$v=19$m=64,t=999,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  '$argon2id$v=19$m=4,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
])('%j is no hash of ours, and fits nothing', async (text) => {
  expect(parsePhc(text)).toBeUndefined();
  expect(await createPasswordHasher(quick).verify(text, '')).toBe(false);
});

test('a full queue refuses, and empties again', async () => {
  const hasher = createPasswordHasher(quick);
  const results = await Promise.allSettled(Array.from({ length: 6 }, () => hasher.hash('x')));
  expect(results.map((result) => (result.status === 'fulfilled' ? 'done' : (result.reason as { code: string }).code)))
    .toEqual(['done', 'done', 'done', 'done', 'STORE_BUSY', 'STORE_BUSY']);
  await hasher.hash('x');
});

test('nobody costs what a wrong password costs', async () => {
  const hasher = createPasswordHasher({ ...PASSWORD_DEFAULTS, concurrency: 1 });
  const hash = await hasher.hash('x');
  // Time of the processor, which a busy machine does not stretch, taken in turns. Without a hash for nobody it would be a thousandth.
  const spent = { known: 0, unknown: 0 };
  const verify = async (whose: keyof typeof spent): Promise<void> => {
    const before = process.cpuUsage();
    await hasher.verify(whose === 'known' ? hash : null, 'wrong');
    const { user, system } = process.cpuUsage(before);
    spent[whose] += user + system;
  };
  for (let n = 0; n < 10; n += 1) {
    await verify('known');
    await verify('unknown');
  }
  expect(spent.unknown).toBeGreaterThan(spent.known * 0.2);
  expect(spent.unknown).toBeLessThan(spent.known * 5);
});
