import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { INSTANCE, startApi } from '../api.ts';
import type { Api } from '../api.ts';
import { createHost } from './people.ts';

let api: Api;
let HostId: string;
let hosts = 0;
beforeAll(async () => { api = await startApi(); });
afterAll(async () => { await api[Symbol.asyncDispose](); });
beforeEach(async () => {
  // Every test has a second's budget of calls for itself.
  api.clock.advance(1_000);
  hosts += 1;
  HostId = await createHost(api, `pinned-${hosts}`);
  await api.ok('ModifyHostsPort', { HostIds: JSON.stringify([HostId]), ProtocolName: 'SSH', Port: '2222' });
});

const blob = (fill: number): string => Buffer.concat([Buffer.from([0, 0, 0, 11]), Buffer.from('ssh-ed25519'), Buffer.from([0, 0, 0, 32]), Buffer.alloc(32, fill)]).toString('base64');
const accept = (fill: number, more: Readonly<Record<string, string>> = {}) => api.call('AcceptHostKey', { HostId, PublicKey: `ssh-ed25519 ${blob(fill)}`, ...more });
const clear = (more: Readonly<Record<string, string>> = {}) => api.call('ClearHostKey', { HostId, ...more });

async function pinned(): Promise<readonly (readonly [number | null, string])[]> {
  return (await api.store.hostKeyPins.list(INSTANCE, HostId)).map((pin) => [pin.port, pin.blob]);
}

describe('keys of a host\'s ports', () => {
  it('are accepted each for its port, once, and a host is shown by its own', async () => {
    expect((await accept(9, { Port: '22' })).status).toBe(200);
    expect(await api.ok('GetHost', { HostId })).toMatchObject({ Host: { Protocols: [{ ProtocolName: 'SSH', HostFingerPrint: '' }, {}] } });
    expect((await accept(7)).status).toBe(200);
    expect((await accept(9, { Port: '22' })).status).toBe(200);
    for (const [fill, more] of [[8, {}], [8, { Port: '2222' }], [7, { Port: '22' }]] as const) expect(await accept(fill, more)).toMatchObject({ status: 409, code: 'HostKeyAlreadyPinned' });
    expect(await pinned()).toEqual([[null, blob(7)], [22, blob(9)]]);
    const { HostKeys } = await api.ok('ListHostKeys', { HostId }) as { readonly HostKeys: readonly Readonly<Record<string, unknown>>[] };
    expect(HostKeys.map((key) => ['Port' in key, key['Port']])).toEqual([[false, undefined], [true, 22]]);
    expect(await api.ok('GetHost', { HostId })).toMatchObject({ Host: { Protocols: [{ HostFingerPrint: expect.stringMatching(/^ssh-ed25519\|/) as unknown }, {}] } });
  });

  it('are the host\'s own where the port is its own by number', async () => {
    expect((await accept(7, { Port: '2222' })).status).toBe(200);
    expect(await pinned()).toEqual([[null, blob(7)]]);
    await api.ok('ModifyHostsPort', { HostIds: JSON.stringify([HostId]), ProtocolName: 'SSH', Port: '2022' });
    expect(await pinned()).toEqual([[null, blob(7)]]);
  });

  it('are cleared for one port, or all', async () => {
    const all = [[null, blob(7)], [22, blob(8)], [2022, blob(9)]];
    const pinAll = async (): Promise<void> => { for (const [fill, more] of [[7, {}], [8, { Port: '22' }], [9, { Port: '2022' }]] as const) await accept(fill, more); };
    await pinAll();
    expect((await clear({ Port: '2022' })).body).toMatchObject({ Cleared: 1 });
    expect(await pinned()).toEqual(all.slice(0, 2));
    expect((await clear({ Port: '2222' })).body).toMatchObject({ Cleared: 1 });
    expect(await pinned()).toEqual(all.slice(1, 2));
    await pinAll();
    expect((await clear()).body).toMatchObject({ Cleared: 3 });
    await pinAll();
    await api.ok('ModifyHostsPort', { HostIds: JSON.stringify([HostId]), ProtocolName: 'SSH', Port: '2022' });
    expect((await clear({ Port: '2022' })).body).toMatchObject({ Cleared: 2 });
    expect(await pinned()).toEqual(all.slice(1, 2));
  });

  it.each(['', ' ', '0', '65536', '22.5', '22,2222'])('are left alone where %j is to be their port', async (Port) => {
    await accept(7);
    expect(await clear({ Port })).toMatchObject({ status: 400, code: 'InvalidParameter' });
    expect(await accept(8, { Port })).toMatchObject({ status: 400, code: 'InvalidParameter' });
    expect(await pinned()).toEqual([[null, blob(7)]]);
  });
});
