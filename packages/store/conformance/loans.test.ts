import { expect, test } from 'vitest';
import { HOUR } from '@sallyport/core';
import { work } from './callers.ts';
import { onBothEngines } from './engines.ts';
import { confirm, end, lentSecret, requested } from './lending.ts';

onBothEngines('loans', (subject) => {
  test('open from the confirmation to the end, for what was lent alone', async () => {
    const of = await requested(subject.store);
    expect(await lentSecret(subject.store, of)).toBeUndefined();
    await confirm(subject.store, of, 'hunter2');
    expect(await lentSecret(subject.store, of)).toBe('hunter2');
    expect(await lentSecret(subject.store, { ...of, accountId: of.consoleId })).toBeUndefined();
    expect(await lentSecret(subject.store, { ...of, accountId: 'secret' })).toBeUndefined();
    expect(await lentSecret(subject.store, { ...of, authorizationId: '999999' })).toBeUndefined();
    expect(await lentSecret(subject.store, { ...of, scope: { ...of.scope, instanceId: 'nowhere' } })).toBeUndefined();
    const other = await requested(subject.store);
    await confirm(subject.store, other, 'other');
    expect(await lentSecret(subject.store, { ...of, accountId: other.accountId })).toBeUndefined();
    await end(subject.store, of, 'cancel');
    expect([await lentSecret(subject.store, of), await lentSecret(subject.store, other)]).toEqual([undefined, 'other']);
  });

  test('end with their window, before any sweep', async () => {
    const now = await subject.store.now();
    const of = await requested(subject.store);
    await confirm(subject.store, of, 'hunter2', { effectiveAt: now - HOUR, expiresAt: now });
    expect(await lentSecret(subject.store, of)).toBeUndefined();
  });

  test('that were sealed and never stored open nothing', async () => {
    const of = await requested(subject.store);
    await confirm(subject.store, of, 'first');
    expect(await confirm(subject.store, of, 'second')).toBeUndefined();
    expect(await lentSecret(subject.store, of)).toBe('first');
  });

  test('of target work open until it is done', async () => {
    const { loans, targetWork } = subject.store;
    const { scope: { instanceId } } = await requested(subject.store);
    const wanted = work(instanceId, { giveUpAt: Number.MAX_SAFE_INTEGER });
    const name = { instanceId, kind: 'target-work', id: wanted.id } as const;
    await targetWork.enqueue(wanted, await loans.seal(name, new Map([['secret', Buffer.from('hunter2')]])), 9);
    expect(Buffer.from(await loans.open(name, 'secret') ?? []).toString()).toBe('hunter2');
    expect(await loans.open(name, '1')).toBeUndefined();
    expect(await loans.open({ ...name, instanceId: 'nowhere' }, 'secret')).toBeUndefined();
    await targetWork.lease('node-1', 1, 1_000);
    expect(await targetWork.finish(wanted.id, 'node-1', 'OK')).toBe(true);
    expect(await loans.open(name, 'secret')).toBeUndefined();
  });

  test('are tended until nothing is left to do; what still runs stays', async () => {
    await using rig = await subject.another();
    const store = await rig.open();
    const [over, lasting] = [await requested(store), await requested(store)];
    await confirm(store, over, 'over');
    await confirm(store, lasting, 'lasting');
    expect(await store.loans.tend()).toBe(true);
    await end(store, over, 'recall');
    expect(await Promise.all([store.loans.tend(), store.loans.tend()])).toEqual([true, true]);
    expect([await lentSecret(store, over), await lentSecret(store, lasting)]).toEqual([undefined, 'lasting']);
    await rig.close(store);
    expect(await lentSecret(await rig.open(), lasting)).toBe('lasting');
  });
});
