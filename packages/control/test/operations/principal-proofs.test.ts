import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { totpBinding } from '@sallyport/control';
import { MAX_GROUP_MEMBERS } from '@sallyport/core';
import { INSTANCE, OTHER_INSTANCE } from '../api.ts';
import { matchingTotpStep, totpCode } from '../../src/identity/totp.ts';
import { base32 } from '../../src/operations/principals/base32.ts';
import { startDesk } from './desk.ts';
import type { Desk } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

const create = async (PrincipalName: string, more: Readonly<Record<string, string>> = {}): Promise<string> => String((await desk.api.ok('CreatePrincipal', { PrincipalName, ...more }))['PrincipalId']);
const proof = async (id: string) => {
  const found = await desk.api.store.principals.findProof({ id });
  if (found === undefined) throw new Error('no such principal');
  return found;
};

describe('a principal', () => {
  it('belongs to a domain, the owner\'s unless it says another', async () => {
    const [own, acme] = [await create('own'), await create('theirs', { Domain: 'acme' })];
    const { Principals: principals } = await desk.api.ok('ListPrincipals', { PageSize: '100' });
    expect(principals).toContainEqual({ PrincipalId: own, PrincipalName: 'own', DisplayName: 'own', Domain: '1001', HasPassword: false, HasSecondFactor: false, CreatedTime: desk.api.clock.now() / 1000 });
    expect(principals).toContainEqual(expect.objectContaining({ PrincipalId: acme, Domain: 'acme' }));
  });

  it('gets a password that is stored hashed, and loses it; either ends its tokens', async () => {
    const who = await desk.caller('secretive', ['ServiceTicketCustomer']);
    expect(await desk.rest(who, 'GET /cases')).toMatchObject({ code: '' });
    await desk.api.ok('SetPrincipalPassword', { PrincipalId: who.principalId, Password: 'correct horse battery' });
    const { passwordHash, principal } = await proof(who.principalId);
    expect(principal.hasPassword).toBe(true);
    expect(passwordHash).toMatch(/^\$argon2id\$/);
    expect(await desk.api.store.passwords.verify(passwordHash, 'correct horse battery')).toBe(true);
    expect(await desk.rest(who, 'GET /cases')).toMatchObject({ status: 401 });
    await desk.api.ok('ClearPrincipalPassword', { PrincipalId: who.principalId });
    expect((await proof(who.principalId)).passwordHash).toBeNull();
    expect(JSON.stringify((await desk.api.store.audit.list(INSTANCE, { kind: 'api.SetPrincipalPassword' }, { number: 1, size: 9 })).items)).not.toContain('correct horse');
  });

  it('gets a second factor whose codes an authenticator would make, and loses it', async () => {
    const id = await create('factored', { Domain: 'acme' });
    const { Secret: secret, Uri: uri } = await desk.api.ok('EnablePrincipalTotp', { PrincipalId: id });
    expect(uri).toBe(`otpauth://totp/Sallyport:acme%2Ffactored?secret=${String(secret)}&issuer=Sallyport&algorithm=SHA1&digits=6&period=30`);
    const { sealedTotp } = await proof(id);
    const opened = await desk.api.store.vault.open(totpBinding(INSTANCE, id), sealedTotp ?? new Uint8Array());
    expect(opened).toHaveLength(20);
    expect(base32(opened)).toBe(secret);
    expect(matchingTotpStep(opened, totpCode(opened, 1000), 30_000_000)).toBe(1000);
    const again = await desk.api.ok('EnablePrincipalTotp', { PrincipalId: id });
    expect(again['Secret']).not.toBe(secret);
    await desk.api.ok('DisablePrincipalTotp', { PrincipalId: id });
    expect((await proof(id)).sealedTotp).toBeNull();
  });

  it.each(['SetPrincipalPassword', 'ClearPrincipalPassword', 'EnablePrincipalTotp', 'DisablePrincipalTotp', 'CreateTemporaryAccessKey', 'RevokeTemporaryAccess'])('%s knows nobody of another tenant', async (action) => {
    const foreigner = await desk.api.principal(`f${action}`, [], OTHER_INSTANCE);
    for (const PrincipalId of ['4242', 'x', foreigner.principalId]) {
      expect(await desk.api.call(action, { PrincipalId, ...(action === 'SetPrincipalPassword' ? { Password: 'correct horse' } : {}) }), PrincipalId).toMatchObject({ status: 404, code: 'OBJECT_NOT_FOUND' });
    }
    expect((await proof(foreigner.principalId)).passwordHash).toBeNull();
  });

  it.each(['short12', 'x'.repeat(129)])('does not take the password %s', async (Password) => {
    expect(await desk.api.call('SetPrincipalPassword', { PrincipalId: desk.customer.principalId, Password })).toMatchObject({ status: 400 });
  });
});

describe('temporary access', () => {
  it('is a key with a token and an end, for the caller or another, until it is revoked', async () => {
    const who = await desk.caller('temporary', ['ServiceTicketCustomer']);
    const made = await desk.api.ok('CreateTemporaryAccessKey', { PrincipalId: who.principalId, DurationSeconds: '900' });
    expect(made).toMatchObject({ Expiration: new Date(desk.api.clock.now() + 900_000).toISOString() });
    const found = await desk.api.store.accessKeys.find(String(made['AccessKeyId']));
    expect(found).toMatchObject({ principal: { id: who.principalId }, key: { expiresAt: desk.api.clock.now() + 900_000 }, securityTokenHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    const own = await desk.api.ok('CreateTemporaryAccessKey');
    expect(await desk.api.store.accessKeys.find(String(own['AccessKeyId']))).toMatchObject({ principal: { id: desk.api.admin.principalId } });
    expect(await desk.rest(who, 'GET /cases')).toMatchObject({ code: '' });
    expect(await desk.api.ok('RevokeTemporaryAccess', { PrincipalId: who.principalId })).toMatchObject({ Revoked: 2 });
    expect(await desk.rest(who, 'GET /cases')).toMatchObject({ status: 401 });
    expect(await desk.api.store.accessKeys.find(String(made['AccessKeyId']))).toBeUndefined();
    expect(await desk.api.ok('RevokeTemporaryAccess', { PrincipalId: who.principalId })).toMatchObject({ Revoked: 0 });
  });

  it.each(['899', '86401'])('does not last %s seconds', async (DurationSeconds) => {
    expect(await desk.api.call('CreateTemporaryAccessKey', { DurationSeconds })).toMatchObject({ status: 400, code: 'InvalidParameter' });
  });
});

describe('groups of principals', () => {
  it('are made, listed, filled, emptied and deleted', async () => {
    const { api } = desk;
    const PrincipalGroupId = String((await api.ok('CreatePrincipalGroup', { Name: '运维组' }))['PrincipalGroupId']);
    expect(await api.call('CreatePrincipalGroup', { Name: '运维组' })).toMatchObject({ status: 409, code: 'PrincipalGroupNameAlreadyExists' });
    expect((await api.ok('ListPrincipalGroups', { PageSize: '100' }))['PrincipalGroups']).toContainEqual({ PrincipalGroupId, Name: '运维组', CreatedTime: api.clock.now() / 1000 });
    const members = async (page: Readonly<Record<string, string>> = {}): Promise<unknown> => api.ok('ListPrincipalGroupMembers', { PrincipalGroupId, ...page });
    const PrincipalId = desk.customer.principalId;
    for (let n = 0; n < 2; n += 1) await api.ok('AddPrincipalToGroup', { PrincipalGroupId, PrincipalId });
    await api.ok('AddPrincipalToGroup', { PrincipalGroupId, PrincipalId: desk.vendor.principalId });
    expect(await members()).toMatchObject({ TotalCount: 2, Principals: [{ PrincipalId }, { PrincipalId: desk.vendor.principalId }] });
    expect(await members({ PageSize: '1', PageNumber: '2' })).toMatchObject({ TotalCount: 2, Principals: [{ PrincipalId: desk.vendor.principalId }] });
    await api.ok('RemovePrincipalFromGroup', { PrincipalGroupId, PrincipalId });
    expect(await api.call('RemovePrincipalFromGroup', { PrincipalGroupId, PrincipalId })).toMatchObject({ status: 404 });
    await api.ok('DeletePrincipalGroup', { PrincipalGroupId });
    expect(await api.call('DeletePrincipalGroup', { PrincipalGroupId })).toMatchObject({ status: 404 });
    expect(await api.call('ListPrincipalGroupMembers', { PrincipalGroupId })).toMatchObject({ status: 404 });
  });

  it('hold nobody of another tenant, and no more than one query reads', async () => {
    const { api } = desk;
    const PrincipalGroupId = await desk.group();
    const foreigner = await api.principal('foreigner', ['AdministratorAccess'], OTHER_INSTANCE);
    for (const PrincipalId of [foreigner.principalId, '4242', 'x']) expect(await api.call('AddPrincipalToGroup', { PrincipalGroupId, PrincipalId }), PrincipalId).toMatchObject({ status: 404 });
    expect(await api.call('AddPrincipalToGroup', { PrincipalGroupId, PrincipalId: foreigner.principalId }, { key: foreigner, instanceId: OTHER_INSTANCE })).toMatchObject({ status: 404 });
    await api.store.transact(async (tx) => {
      for (let n = 0; n < MAX_GROUP_MEMBERS; n += 1) {
        const id = await tx.principals.create({ instanceId: INSTANCE, name: `m${n}`, displayName: '', domain: 'crowd', createdAt: tx.now });
        await tx.principalGroups.addMember(INSTANCE, PrincipalGroupId, id);
      }
    });
    expect(await api.call('AddPrincipalToGroup', { PrincipalGroupId, PrincipalId: desk.customer.principalId })).toMatchObject({ status: 409, code: 'TooManyGroupMembers' });
  });

  it.each([['a control character', 'a\u0007'], ['spaces around', ' a'], ['nothing', ''], ['129 characters', 'x'.repeat(129)]])('are not named with %s', async (_, Name) => {
    expect((await desk.api.call('CreatePrincipalGroup', { Name })).status).toBe(400);
  });
});

describe('base32', () => {
  // RFC 4648 §10, without the padding.
  it.each([['', ''], ['f', 'MY'], ['fo', 'MZXQ'], ['foo', 'MZXW6'], ['foob', 'MZXW6YQ'], ['fooba', 'MZXW6YTB'], ['foobar', 'MZXW6YTBOI']])('writes "%s" as %s', (clear, text) => {
    expect(base32(Buffer.from(clear))).toBe(text);
  });
});
