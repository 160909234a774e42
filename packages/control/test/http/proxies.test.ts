import { describe, expect, it } from 'vitest';
import { INSTANCE, startApi } from '../api.ts';
import type { Api, Key } from '../api.ts';
import { signAcs3 } from '../sign.ts';

/** Calls as a reverse proxy at `address` would hand a request on. */
async function through(api: Api, key: Key, address: string, forwarded: Readonly<Record<string, string>>): Promise<number> {
  const request = signAcs3({ action: 'ListUsers', version: '2019-12-09', params: { InstanceId: INSTANCE }, method: 'POST', key, at: api.clock.now() });
  const reply = await api.app.inject({ ...request, headers: { ...request.headers, ...forwarded }, remoteAddress: address });
  return reply.statusCode;
}

async function conditional(api: Api, condition: object): Promise<Key> {
  const key = await api.principal('conditional', []);
  const document = { Version: '1', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', Condition: condition }] };
  await api.ok('CreateRamPolicy', { RamPolicyName: 'conditional', PolicyDocument: JSON.stringify(document) });
  await api.ok('AttachRamPolicy', { RamPolicyName: 'conditional', PrincipalId: key.principalId });
  return key;
}

describe('what a reverse proxy says', () => {
  it('of the source address counts from listed proxies alone', async () => {
    await using api = await startApi({ settings: { trustedProxies: ['10.9.0.0/16'] } });
    const key = await conditional(api, { IpAddress: { 'acs:SourceIp': '192.0.2.50' } });
    const said = { 'x-forwarded-for': '192.0.2.50' };
    expect(await through(api, key, '10.9.0.1', said)).toBe(200);
    expect(await through(api, key, '::ffff:10.9.0.1', said)).toBe(200);
    expect(await through(api, key, '10.8.0.1', said)).toBe(403);
    // The client's own claim stands left of what the proxy added.
    expect(await through(api, key, '10.9.0.1', { 'x-forwarded-for': '192.0.2.50, 198.51.100.9' })).toBe(403);
    expect(await through(api, key, '192.0.2.50', {})).toBe(200);
    expect(await through(api, key, '::ffff:192.0.2.50', {})).toBe(200);
  });

  it('counts for nothing when none is listed', async () => {
    await using api = await startApi();
    const key = await conditional(api, { IpAddress: { 'acs:SourceIp': '192.0.2.50' } });
    expect(await through(api, key, '10.9.0.1', { 'x-forwarded-for': '192.0.2.50' })).toBe(403);
  });

  it('of TLS counts from listed proxies alone', async () => {
    await using api = await startApi({ settings: { trustedProxies: ['10.9.0.0/16'] } });
    const key = await conditional(api, { Bool: { 'acs:SecureTransport': 'true' } });
    expect(await through(api, key, '10.9.0.1', { 'x-forwarded-proto': 'https' })).toBe(200);
    expect(await through(api, key, '10.9.0.1', {})).toBe(403);
    expect(await through(api, key, '10.8.0.1', { 'x-forwarded-proto': 'https' })).toBe(403);
  });

  it('is not replaced by parameters of the call', async () => {
    await using api = await startApi();
    const key = await conditional(api, { IpAddress: { 'acs:SourceIp': '192.0.2.50' } });
    expect(await api.call('ListUsers', { SourceIp: '192.0.2.50', SecureTransport: 'true' }, { key })).toMatchObject({ status: 403 });
  });
});
