import { DAY, MINUTE } from '@sallyport/core';
import { expect, test } from 'vitest';
import { onBothEngines } from './engines.ts';
import { NOW, fresh } from './samples.ts';

onBothEngines('bad proofs', (subject) => {
  test('are counted by key, none lost of many at once, anew after a pause', async () => {
    const { authFailures } = subject.store;
    const [key, other] = [fresh('AK'), `${fresh('AK')}${'x'.repeat(10_000)}`];
    const counts = await Promise.all(Array.from({ length: 8 }, () => authFailures.record(key, NOW, MINUTE)));
    expect([...counts].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await authFailures.record(other, NOW, MINUTE)).toBe(1);
    expect(await authFailures.record(key, NOW + MINUTE, MINUTE)).toBe(9);
    expect(await authFailures.record(key, NOW + 2 * MINUTE + 1, MINUTE)).toBe(1);
    await authFailures.clear(key);
    expect(await authFailures.record(key, NOW + 2 * MINUTE + 1, MINUTE)).toBe(1);
    expect(await authFailures.record(other, NOW, MINUTE)).toBe(2);
  });

  test('are taken back one by one, never below none', async () => {
    const { authFailures } = subject.store;
    const [key, other] = [fresh('AK'), fresh('AK')];
    for (const one of [key, key, key, other]) await authFailures.record(one, NOW, MINUTE);
    await authFailures.withdraw(key);
    expect(await authFailures.record(key, NOW, MINUTE)).toBe(3);
    for (let n = 0; n < 5; n += 1) await authFailures.withdraw(key);
    await authFailures.withdraw(fresh('AK'));
    expect(await authFailures.record(key, NOW, MINUTE)).toBe(1);
    expect(await authFailures.record(other, NOW, MINUTE)).toBe(2);
  });

  test('bar until an instant or until they are cleared, also a key that was never counted', async () => {
    const { authFailures } = subject.store;
    const [key, other] = [fresh('AK'), fresh('AK')];
    await authFailures.bar(key, NOW + 10);
    expect([await authFailures.barredUntil(key, NOW + 9), await authFailures.barredUntil(key, NOW + 10), await authFailures.barredUntil(other, NOW)]).toEqual([NOW + 10, undefined, undefined]);
    await authFailures.record(key, NOW, MINUTE);
    expect(await authFailures.barredUntil(key, NOW)).toBe(NOW + 10);
    await authFailures.bar(key, NOW + 20);
    expect(await authFailures.barredUntil(key, NOW + 10)).toBe(NOW + 20);
    await authFailures.clear(key);
    expect(await authFailures.barredUntil(key, NOW)).toBeUndefined();
  });

  test('do not pile up: old ones are thrown away, bars that hold are not', async () => {
    await using rig = await subject.another();
    const store = await rig.open();
    await store.authFailures.record('old', NOW, MINUTE);
    await store.authFailures.record('barred', NOW, MINUTE);
    await store.authFailures.bar('barred', NOW + 3 * DAY);
    for (let n = 0; n < 254; n += 1) await store.authFailures.record('busy', NOW + 2 * DAY, MINUTE);
    // Nothing but a purge tells a reset that is a year long apart from a row that is gone.
    expect(await store.authFailures.record('old', NOW + 2 * DAY, 365 * DAY)).toBe(1);
    expect(await store.authFailures.barredUntil('barred', NOW + 2 * DAY)).toBe(NOW + 3 * DAY);
    expect(await store.authFailures.record('busy', NOW + 2 * DAY, MINUTE)).toBe(255);
  });
});
