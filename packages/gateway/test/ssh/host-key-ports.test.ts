import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { freePort, startSshd } from '@sallyport/testkit';
import type { Sshd, SshdOptions } from '@sallyport/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GATE_PHRASES } from '../../src/session/gate/refusal.ts';
import { INSTANCE, SCOPE, addAsset, audited, grant } from '../bastion.ts';
import type { Asset } from '../bastion.ts';
import { lend } from '../lending.ts';
import { ask, outcome } from '../target-work/ask.ts';
import { setStage } from './stage.ts';
import type { Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => { stage = await setStage(); });
afterAll(async () => { await stage?.[Symbol.asyncDispose](); });

/** The engineer's own way to the host, at its own port; the words in which he was refused, or ''. */
async function refusedAt(host: string, sshd: Sshd, on: Stage = stage): Promise<string> {
  await using ssh = await on.logOn({ user: `zhang@${sshd.user}@${host}`, command: 'true' });
  const { status, stderr } = await ssh.ended();
  return status === 0 ? '' : stderr;
}

/** Tries a password that is wrong: TARGET_LOGIN_FAILED says that the key was accepted. */
async function check(hostId: string, port: number, on: Stage = stage): Promise<string> {
  return outcome(on.bastion, await ask(on.bastion, { hostId, port, account: 'nobody' }));
}

const startTarget = (changes: Partial<SshdOptions> = {}): Promise<Sshd> => startSshd({ authorizedKeys: [stage.targetKey.publicLine], ...changes });
const blobOf = ({ hostKeys: [key] }: Sshd): string => key!.blob;

async function addHost(name: string, sshd: Sshd, on: Stage = stage): Promise<Asset> {
  const asset = await addAsset(on.bastion, sshd, name, stage.targetKey);
  await grant(on.bastion.store, on.zhang.id, asset);
  return asset;
}

async function pins({ hostId }: Asset, on: Stage = stage): Promise<readonly (readonly [number | null, string])[]> {
  return (await on.bastion.store.hostKeyPins.list(INSTANCE, hostId)).map(({ port, blob }) => [port, blob]);
}

const pinOwn = async ({ hostId }: Asset, sshd: Sshd, on: Stage): Promise<boolean> => on.bastion.store.hostKeyPins.pin(INSTANCE, {
  hostId, port: null, algorithm: sshd.hostKeys[0]!.algorithm, blob: blobOf(sshd), fingerprintSha256: '', fingerprintMd5: '', pinnedAt: 0, pinnedBy: 'admin',
});

/** Carries connections at `port` to another port of this machine. */
async function startRelay(port: number, to: number): Promise<AsyncDisposable & { readonly port: number }> {
  const held = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const socket of [near, far]) held.add(socket.on('error', () => undefined));
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => { server.listen(port, '127.0.0.1', resolve); });
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of held) socket.destroy();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}

describe('the key of a port that is not the host\'s own', () => {
  it.each(['host check', 'log-on to a lent account'] as const)('is not the host\'s, when a %s saw it first', async (occasion) => {
    const { bastion: { store }, zhang } = stage;
    await using own = await startTarget();
    // Of a local user, who waits for somebody to name his port.
    await using theirs = await startSshd();
    const name = `at-${own.port}`;
    const asset = await addHost(name, own);
    if (occasion === 'host check') expect(await check(asset.hostId, theirs.port)).toBe('TARGET_LOGIN_FAILED');
    else {
      await lend(store, { userId: zhang.id, hostId: asset.hostId, account: 'lent', password: Buffer.from('a password'), port: theirs.port });
      await using ssh = await stage.logOn({ user: `zhang@lent@${name}`, command: 'true' });
      expect((await ssh.ended()).stderr).toContain(GATE_PHRASES.TARGET_LOGIN_FAILED.en);
    }
    expect(await pins(asset)).toEqual([[theirs.port, blobOf(theirs)]]);
    expect((await audited(store, 'hostkey.pinned'))[0]).toMatchObject({ details: { host: name, port: theirs.port, ownPort: false } });

    expect(await refusedAt(name, own)).toBe('');
    expect(await pins(asset)).toEqual([[null, blobOf(own)], [theirs.port, blobOf(theirs)]]);
    expect((await audited(store, 'hostkey.pinned'))[0]).toMatchObject({ details: { host: name, port: own.port, ownPort: true } });
    expect((await audited(store, 'hostkey.changed')).filter(({ details }) => details['host'] === name)).toEqual([]);
  });

  it('is not good at the host\'s own, also when that moves there, and the host\'s own key stays its own', async () => {
    await using own = await startTarget();
    await using theirs = await startTarget();
    const asset = await addHost('moved', own);
    expect(await check(asset.hostId, theirs.port)).toBe('TARGET_LOGIN_FAILED');
    expect(await refusedAt('moved', own)).toBe('');
    await stage.bastion.store.hosts.setPort(SCOPE, asset.hostId, 'SSH', theirs.port);
    expect(await refusedAt('moved', theirs)).toContain(GATE_PHRASES.HOST_KEY_CHANGED.en);
    expect(theirs.log()).not.toContain('Accepted');
    expect(await check(asset.hostId, own.port)).toBe('TARGET_LOGIN_FAILED');
    expect(await pins(asset)).toEqual([[null, blobOf(own)], [theirs.port, blobOf(theirs)]]);
  });

  it.each(['ed25519', 'ecdsa'] as const)('gets no password once it has changed to %s, which is nothing to the host\'s own', async (type) => {
    await using own = await startTarget();
    const name = `relent-${type}`;
    const asset = await addHost(name, own);
    const first = await startSshd({ passwords: 'yes' });
    expect(await check(asset.hostId, first.port)).toBe('TARGET_LOGIN_FAILED');
    await first[Symbol.asyncDispose]();
    await using second = await startSshd({ passwords: 'yes', port: first.port, hostKeyTypes: [type] });
    expect(await check(asset.hostId, first.port)).toBe('HOST_KEY_CHANGED');
    expect(second.log()).not.toContain('password');
    expect((await audited(stage.bastion.store, 'hostkey.changed'))[0]).toMatchObject({ details: { host: name, port: first.port, ownPort: false } });
    expect(await refusedAt(name, own)).toBe('');
    expect(await check(asset.hostId, second.port)).toBe('HOST_KEY_CHANGED');
  });

  it('needs no pin where it is the host\'s, even beside one of that port', async () => {
    const [shared, taken] = [await freePort(), await freePort()];
    const before = await startSshd({ port: taken });
    await using own = await startTarget({ config: [`Port ${shared}`] });
    const asset = await addHost('shared', own);
    expect(await check(asset.hostId, taken)).toBe('TARGET_LOGIN_FAILED');
    await before[Symbol.asyncDispose]();
    expect(await refusedAt('shared', own)).toBe('');
    expect(await check(asset.hostId, shared)).toBe('TARGET_LOGIN_FAILED');
    await using relay = await startRelay(taken, own.port);
    expect(await check(asset.hostId, relay.port)).toBe('TARGET_LOGIN_FAILED');
    expect(await pins(asset)).toEqual([[null, blobOf(own)], [taken, blobOf(before)]]);
  });

  it('is pinned for the host where that is its own port by number', async () => {
    await using own = await startTarget();
    const asset = await addHost('by-number', own);
    expect(await check(asset.hostId, own.port)).toBe('TARGET_LOGIN_FAILED');
    expect(await pins(asset)).toEqual([[null, blobOf(own)]]);
  });
});

describe('where an administrator approves keys', () => {
  it('those of other ports too, unless they are the host\'s', async () => {
    await using strict = await setStage({ target: { hostKeyMode: 'approve' } });
    const both = await freePort();
    await using own = await startTarget({ config: [`Port ${both}`] });
    await using theirs = await startSshd({ passwords: 'yes' });
    const asset = await addHost('strict', own, strict);
    expect(await check(asset.hostId, both, strict)).toBe('HOST_KEY_UNAPPROVED');
    await pinOwn(asset, own, strict);
    expect(await check(asset.hostId, both, strict)).toBe('TARGET_LOGIN_FAILED');
    expect(await check(asset.hostId, theirs.port, strict)).toBe('HOST_KEY_UNAPPROVED');
    expect(theirs.log()).not.toContain('password');
    expect((await audited(strict.bastion.store, 'hostkey.unapproved'))[0]).toMatchObject({ details: { host: 'strict', port: theirs.port, ownPort: false } });
    expect(await pins(asset, strict)).toEqual([[null, blobOf(own)]]);
  });
});
