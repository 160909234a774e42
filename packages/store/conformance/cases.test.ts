import { expect, test } from 'vitest';
import { moveCase } from '@sallyport/core';
import type { CaseEvent, CaseFilter, CaseStatus, Id } from '@sallyport/core';
import { principal } from './callers.ts';
import { onBothEngines } from './engines.ts';
import { serviceCase } from './lending.ts';

const ALL = { offset: 0, limit: 50 };

onBothEngines('cases', (subject) => {
  const opened = async (changes: Parameters<typeof serviceCase>[2] = {}) => {
    const { instanceId, principalId } = await principal(subject.store);
    const made = serviceCase(instanceId, principalId, changes);
    return { instanceId, principalId, made, id: await subject.store.cases.create(made) };
  };

  test('come back as they were opened, to their own instance', async () => {
    const { instanceId, principalId, made, id } = await opened({ description: '磁盘已满', site: 1 });
    const owner = await subject.store.principals.get(instanceId, principalId);
    expect(await subject.store.cases.get(instanceId, id)).toEqual({
      ...made, id, ownerName: owner?.name, status: 'submitted', judgement: '', satisfaction: [], resolvedAt: null, resolution: '', completedAt: null, pressedAt: null,
    });
    expect(await subject.store.cases.get('nowhere', id)).toBeUndefined();
    expect(await subject.store.cases.get(instanceId, 'x')).toBeUndefined();
    await expect(subject.store.cases.create({ ...made, ownerId: '999999' })).rejects.toMatchObject({ code: 'OBJECT_GONE' });
    await expect(subject.store.cases.create({ ...made, instanceId: 'nowhere' })).rejects.toMatchObject({ code: 'OBJECT_GONE' });
  });

  test('move as the state machine says, with what was decided and when', async () => {
    const { instanceId, id } = await opened();
    const { cases } = subject.store;
    const rating = { satisfactionId: 1, satisfactionValue: 5, satisfactionName: 'good', value: null, perValue: 2, categoryId: 'c', categoryName: 'speed' };
    expect(await cases.move(instanceId, id, 'close', {}, 1)).toBeUndefined();
    expect(await cases.move('nowhere', id, 'accept', {}, 1)).toBeUndefined();
    expect(await cases.move(instanceId, id, 'accept', {}, 1)).toMatchObject({ status: 'processing', resolvedAt: null });
    expect(await cases.move(instanceId, id, 'resolve', { resolution: 'freed' }, 2)).toMatchObject({ status: 'resolved', resolution: 'freed', resolvedAt: 2 });
    expect(await cases.move(instanceId, id, 'resume', {}, 3)).toMatchObject({ status: 'processing', resolution: '', resolvedAt: null });
    await cases.move(instanceId, id, 'resolve', { resolution: 'freed again' }, 4);
    const closed = await cases.move(instanceId, id, 'close', { judgement: 'fine', satisfaction: [rating] }, 5);
    expect(closed).toMatchObject({ status: 'completed', resolution: 'freed again', resolvedAt: 4, completedAt: 5, judgement: 'fine', satisfaction: [rating] });
    expect(await cases.get(instanceId, id)).toEqual(closed);
    expect(await cases.move(instanceId, id, 'close', { judgement: 'late' }, 6)).toBeUndefined();
    expect(await cases.get(instanceId, id)).toEqual(closed);
    expect(await cases.move(instanceId, id, 'delete', {}, 7)).toMatchObject({ status: 'deleted', completedAt: 5 });
  });

  test('moved by many at once: one wins, and what the others said is nowhere', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { instanceId, id } = await opened();
      const { cases } = subject.store;
      const events: CaseEvent[] = ['cancel', 'invalidate', 'cancel', 'cancel', 'invalidate', 'cancel'];
      const moved = await Promise.all(events.map((event, n) => cases.move(instanceId, id, event, { resolution: `from ${n}` }, n)));
      const winners = moved.flatMap((found, n) => (found === undefined ? [] : [n]));
      expect(winners).toHaveLength(1);
      const [winner] = winners;
      const status: CaseStatus | undefined = moveCase('submitted', events[winner ?? 0] ?? 'cancel');
      expect(await cases.get(instanceId, id)).toMatchObject({ status, resolution: `from ${winner ?? ''}` });
    }
  });

  test('are urged once in a while, also when many urge at once', async () => {
    const { instanceId, id } = await opened();
    const { cases } = subject.store;
    expect(await cases.press('nowhere', id, 100, 0)).toBe(false);
    const presses = await Promise.all(Array.from({ length: 6 }, () => cases.press(instanceId, id, 100, 90)));
    expect(presses.filter(Boolean)).toHaveLength(1);
    expect(await cases.press(instanceId, id, 150, 100)).toBe(false);
    expect(await cases.press(instanceId, id, 160, 101)).toBe(true);
    expect((await cases.get(instanceId, id))?.pressedAt).toBe(160);
  });

  test('are listed newest first, in slices, by each filter', async () => {
    const { instanceId, principalId, id: first } = await opened({ createdAt: 10 });
    const { cases } = subject.store;
    const { principalId: other } = await principal(subject.store, instanceId);
    const second = await cases.create(serviceCase(instanceId, other, { description: 'Straße 100% VOLL', createdAt: 20 }));
    const third = await cases.create(serviceCase(instanceId, principalId, { description: 'disk again', createdAt: 30 }));
    const gone = await cases.create(serviceCase(instanceId, principalId, { createdAt: 40 }));
    for (const event of ['cancel', 'delete'] as const) await cases.move(instanceId, gone, event, {}, 50);
    await cases.move(instanceId, third, 'accept', {}, 50);
    const list = async (filter: CaseFilter, slice = ALL): Promise<readonly (number | Id)[]> => {
      const page = await cases.list(instanceId, filter, slice);
      return [page.total, ...page.items.map((item) => item.id)];
    };
    expect(await list({})).toEqual([3, third, second, first]);
    expect(await list({}, { offset: 1, limit: 1 })).toEqual([3, second]);
    expect(await list({}, { offset: 1, limit: 5 })).toEqual([3, second, first]);
    expect(await list({}, { offset: 9, limit: 5 })).toEqual([3]);
    expect(await list({}, { offset: 0, limit: 0 })).toEqual([3]);
    expect(await list({ ownerIds: [principalId] })).toEqual([2, third, first]);
    expect(await list({ ownerIds: [principalId, other] })).toEqual([3, third, second, first]);
    expect(await list({ ownerIds: [] })).toEqual([0]);
    expect(await list({ id: second })).toEqual([1, second]);
    expect(await list({ statuses: ['processing'] })).toEqual([1, third]);
    expect(await list({ statuses: ['submitted', 'processing', 'deleted'] })).toEqual([4, gone, third, second, first]);
    expect(await list({ statuses: ['deleted'] })).toEqual([1, gone]);
    expect(await list({ statuses: [] })).toEqual([0]);
    expect(await list({ words: ['DISK'] })).toEqual([2, third, first]);
    expect(await list({ words: ['disk', 'AGAIN'] })).toEqual([1, third]);
    expect(await list({ words: [second] })).toEqual([1, second]);
    expect(await list({ words: ['100%'] })).toEqual([1, second]);
    expect(await list({ words: ['%'] })).toEqual([1, second]);
    expect(await list({ words: ['d_sk'] })).toEqual([0]);
    expect(await list({ ownerName: (await subject.store.principals.get(instanceId, other))?.name ?? '' })).toEqual([1, second]);
    expect(await list({ createdFrom: 20 })).toEqual([2, third, second]);
    expect(await list({ createdFrom: 20, createdUntil: 20 })).toEqual([1, second]);
    expect((await cases.list('nowhere', {}, ALL)).total).toBe(0);
  });

  test('keep what was done to them, newest first', async () => {
    const { instanceId, principalId, id } = await opened();
    const { cases } = subject.store;
    const entry = { caseId: id, operation: 'create', operator: 'customer', operatorId: principalId, operatorName: 'anna', words: '', at: 10 } as const;
    await cases.log(instanceId, entry);
    await cases.log(instanceId, { ...entry, operation: 'resolve', operator: 'support', words: 'freed', at: 20 });
    const logs = await cases.logs(instanceId, id, ALL);
    expect(logs.items.map(({ id: _id, ...rest }) => rest)).toEqual([{ ...entry, operation: 'resolve', operator: 'support', words: 'freed', at: 20 }, entry]);
    expect(logs.total).toBe(2);
    expect(await cases.logs(instanceId, id, { offset: 1, limit: 1 })).toMatchObject({ total: 2, items: [{ operation: 'create' }] });
    expect(await cases.logs(instanceId, id, { offset: 0, limit: 0 })).toEqual({ total: 2, items: [] });
    expect(await cases.logs('nowhere', id, ALL)).toEqual({ total: 0, items: [] });
    await expect(cases.log('nowhere', entry)).rejects.toMatchObject({ code: 'OBJECT_GONE' });
    await expect(cases.log(instanceId, { ...entry, caseId: '999999' })).rejects.toMatchObject({ code: 'OBJECT_GONE' });
  });
});
