import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { INSTANCE, OTHER_INSTANCE, startApi } from '../api.ts';
import type { Api } from '../api.ts';
import { createAccount, createHost, createUser, openTicket } from './people.ts';
import { textLike } from '../matchers.ts';

let api: Api;
beforeEach(async () => {
  api = await startApi();
});
afterEach(async () => {
  await api[Symbol.asyncDispose]();
});

const codes = (body: Readonly<Record<string, unknown>>): string[] => (body['Results'] as { Code: string }[]).map((result) => result.Code);
const state = async (UserId: string): Promise<unknown> => ((await api.ok('GetUser', { UserId }))['User'] as { UserState: unknown }).UserState;

describe('LockUsers and UnlockUsers', () => {
  it('answer as the pages print it, field by field', async () => {
    const id = await createUser(api, 'zhang');
    for (const action of ['LockUsers', 'UnlockUsers']) {
      const body = await api.ok(action, { UserIds: JSON.stringify([id]) });
      expect(body).toStrictEqual({ RequestId: textLike(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/), Results: [{ Code: 'OK', Message: 'N/A\n', UserId: id }] });
    }
  });

  it('judge every id for itself, in the order given', async () => {
    const [a, b] = [await createUser(api, 'a'), await createUser(api, 'b')];
    const ids = [b, '999', '01', ` ${a}`, '１', a, b, ''];
    const body = await api.ok('LockUsers', { UserIds: JSON.stringify(ids) });
    expect(codes(body)).toEqual(['OK', 'OBJECT_NOT_FOUND', 'INVALID_ARGUMENT', 'INVALID_ARGUMENT', 'INVALID_ARGUMENT', 'OK', 'OBJECT_AlREADY_EXISTS', 'INVALID_ARGUMENT']);
    expect((body['Results'] as { UserId: string }[]).map((result) => result.UserId)).toEqual(ids);
    expect(codes(await api.ok('LockUsers', { UserIds: JSON.stringify([a]) }))).toEqual(['OBJECT_AlREADY_EXISTS']);
    expect(codes(await api.ok('UnlockUsers', { UserIds: JSON.stringify([a, b, a]) }))).toEqual(['OK', 'OK', 'OBJECT_AlREADY_EXISTS']);
  });

  it('take numbers and echo them as strings', async () => {
    const id = await createUser(api, 'zhang');
    expect((await api.ok('LockUsers', { UserIds: `[${id}]` }))['Results']).toEqual([{ Code: 'OK', Message: 'N/A\n', UserId: id }]);
  });

  it.each([
    ['[]'], ['{}'], ['1'], ['x'], ['"1"'], ['[{}]'], ['[null]'], [JSON.stringify(Array.from({ length: 101 }, (_, index) => String(index + 1)))],
  ])('refuse %s as a whole and do nothing', async (UserIds) => {
    const id = await createUser(api, 'zhang');
    const before = api.hints.length;
    expect(await api.call('LockUsers', { UserIds })).toMatchObject({ status: 400, code: 'InvalidParameter', body: { Message: 'The argument is invalid.' } });
    expect(await state(id)).toEqual(['Normal']);
    expect(api.hints.length).toBe(before);
  });

  it('take 100 ids', async () => {
    const body = await api.ok('LockUsers', { UserIds: JSON.stringify(Array.from({ length: 100 }, (_, index) => String(index + 100_000))) });
    expect(new Set(codes(body))).toEqual(new Set(['OBJECT_NOT_FOUND']));
  });

  it('tell every item of a foreign or unknown instance that it is not found', async () => {
    const id = await createUser(api, 'zhang');
    const stranger = await api.principal('stranger', ['AdministratorAccess'], OTHER_INSTANCE);
    for (const how of [{ instanceId: 'bastionhost-cn-nowhere' }, { key: stranger }]) {
      expect(codes(await api.ok('LockUsers', { UserIds: JSON.stringify([id, '01']) }, how))).toEqual(['OBJECT_NOT_FOUND', 'OBJECT_NOT_FOUND']);
    }
    expect(await state(id)).toEqual(['Normal']);
  });

  it('show a locked user as exactly Frozen, also when he has expired, and what is left after the unlock', async () => {
    const end = Math.floor(api.clock.now() / 1000) + 10;
    const id = await createUser(api, 'zhang', { EffectiveEndTime: String(end) });
    await api.ok('LockUsers', { UserIds: `["${id}"]` });
    api.clock.advance(20_000);
    expect(await state(id)).toEqual(['Frozen']);
    await api.ok('UnlockUsers', { UserIds: `["${id}"]` });
    expect(await state(id)).toEqual(['Expired']);
    // A state that an unlock does not lift leaves it nothing to do.
    expect(codes(await api.ok('UnlockUsers', { UserIds: `["${id}"]` }))).toEqual(['OBJECT_AlREADY_EXISTS']);
  });

  it('close pending and revoke accepted tickets with the lock, and hint the user once', async () => {
    const userId = await createUser(api, 'zhang');
    const hostId = await createHost(api, 'web');
    const [first, second] = [await createAccount(api, hostId, 'root'), await createAccount(api, hostId, 'app')];
    const pending = await openTicket(api, { userId, hostId, accountId: first });
    const accepted = await openTicket(api, { userId, hostId, accountId: second });
    await api.ok('AcceptOperationTicket', { OperationTicketId: accepted });
    api.hints.length = 0;
    await api.ok('LockUsers', { UserIds: `["${userId}","${userId}"]` });
    expect(api.hints.filter((hint) => hint.kind === 'user')).toEqual([{ instanceId: INSTANCE, kind: 'user', id: userId }]);
    const ticket = async (OperationTicketId: string): Promise<unknown> => (await api.ok('GetOperationTicket', { OperationTicketId }))['OperationTicket'];
    expect(await ticket(pending)).toMatchObject({ State: 'closed', EndCause: 'user-locked' });
    expect(await ticket(accepted)).toMatchObject({ State: 'revoked', EndCause: 'user-locked' });
    await api.ok('UnlockUsers', { UserIds: `["${userId}"]` });
    expect(await ticket(accepted)).toMatchObject({ State: 'revoked' });
  });

  it('lift an automatic lock', async () => {
    const id = await createUser(api, 'zhang');
    await api.store.loginFailures.record(INSTANCE, id, '192.0.2.9', api.clock.now(), 60_000);
    await api.store.loginFailures.bar(INSTANCE, id, '192.0.2.9', null);
    expect(codes(await api.ok('UnlockUsers', { UserIds: `["${id}"]` }))).toEqual(['OK']);
    expect(await api.store.loginFailures.isBarred(INSTANCE, id, '192.0.2.9', api.clock.now())).toBe(false);
  });
});
