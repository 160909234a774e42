import { expect, test } from 'vitest';
import { onBothEngines } from './engines.ts';
import { NOW, fresh } from './samples.ts';

onBothEngines('nonces', (subject) => {
  test('are good once per key, until they are purged', async () => {
    const key = fresh('AK');
    const { nonces } = subject.store;
    expect(await nonces.use(key, 'n', NOW)).toBe(true);
    expect(await nonces.use(key, 'n', NOW)).toBe(false);
    expect(await nonces.use(fresh('AK'), 'n', NOW)).toBe(true);
    expect(await nonces.use(key, 'n'.repeat(20_000), NOW + 1)).toBe(true);
    expect(await nonces.purge(NOW)).toBe(2);
    expect(await nonces.use(key, 'n'.repeat(20_000), NOW)).toBe(false);
    expect(await nonces.use(key, 'n', NOW)).toBe(true);
  });

  test('used by many at once: one wins', async () => {
    const key = fresh('AK');
    const used = await Promise.all(Array.from({ length: 10 }, () => subject.store.nonces.use(key, 'n', NOW)));
    expect(used.filter(Boolean)).toHaveLength(1);
  });

  test('are remembered over a restart', async () => {
    const key = fresh('AK');
    await using rig = await subject.another();
    const store = await rig.open();
    expect(await store.nonces.use(key, 'n', NOW)).toBe(true);
    await rig.close(store);
    expect(await (await rig.open()).nonces.use(key, 'n', NOW)).toBe(false);
  });
});

onBothEngines('rates', (subject) => {
  test('admit so many calls a window and key, also at once, and count no refusal', async () => {
    const key = fresh('account');
    const take = (window: number, limit: number) => subject.store.rates.take(key, window, limit);
    expect((await Promise.all(Array.from({ length: 15 }, () => take(1, 10)))).filter(Boolean)).toHaveLength(10);
    expect(await take(1, 10)).toBe(false);
    expect(await take(1, 11)).toBe(true);
    expect(await take(2, 10)).toBe(true);
    expect(await take(3, 0)).toBe(false);
    expect(await subject.store.rates.take(fresh('account'), 1, 1)).toBe(true);
  });
});
