import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { poll, startSshd } from '@sallyport/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INSTANCE, audited, startBastion } from '../bastion.ts';
import type { Bastion } from '../bastion.ts';
import { addHost, mayStage, setPasswordStage } from '../password-stage.ts';
import type { PasswordStage } from '../password-stage.ts';
import { ask, outcome } from './ask.ts';
import { startMute } from './mute-host.ts';

describe.skipIf(!mayStage)('checking a host that takes passwords', () => {
  let stage: PasswordStage;
  // Hints alone: a poll would hide one that does not come.
  beforeAll(async () => { stage = await setPasswordStage({ targetWork: { pollMs: 60_000 } }); });
  afterAll(async () => { await stage?.[Symbol.asyncDispose](); });

  it('says that the right password opens it, pins its key for whoever asked, and leaves at once', async () => {
    const { bastion, sshd, account, hostId } = stage;
    const heard: (string | undefined)[] = [];
    const deaf = await bastion.store.hints.subscribe((hints) => { heard.push(...hints.filter((hint) => hint.kind === 'work').map((hint) => hint.id)); });
    const id = await ask(bastion, { hostId, account: account.name, port: sshd.port, password: account.password });
    expect(await outcome(bastion, id)).toBe('OK');
    await poll('whoever waits is told', 2_000, () => (heard.length === 2 ? true : undefined));
    deaf();
    expect(heard).toEqual([id, id]);
    await poll('the target has seen it leave', 5_000, () => (/Disconnected from user|Connection closed/.test(sshd.log()) ? true : undefined));
    expect(sshd.log()).toContain(`Accepted password for ${account.name}`);
    expect(sshd.log()).not.toContain('Starting session');
    const actor = { kind: 'principal', id: '77', name: 'customer' };
    expect(await audited(bastion.store, 'hostkey.pinned')).toMatchObject([{ actor, requestId: 'req-1', sourceAddress: '203.0.113.5', details: { host: 'db-1' } }]);
    const [pin] = await bastion.store.hostKeyPins.list(INSTANCE, hostId);
    expect(pin!.pinnedBy).toBe('host check of customer');
    const [event] = await audited(bastion.store, 'target-work.verify-host');
    expect(event).toMatchObject({
      actor, outcome: 'OK', requestId: 'req-1', sourceAddress: '203.0.113.5',
      details: { workId: id, hostId, host: 'db-1', account: account.name, port: sshd.port, nodeId: 'node-1' },
    });
    expect(JSON.stringify(await bastion.store.audit.list(INSTANCE, {}, { number: 1, size: 50 })) + bastion.logged.join('\n')).not.toContain(account.password);
  });

  it('says that a wrong password does not', async () => {
    const { bastion, sshd, account, hostId } = stage;
    const id = await ask(bastion, { hostId, account: account.name, port: sshd.port, password: 'not the password' });
    expect(await outcome(bastion, id)).toBe('TARGET_LOGIN_FAILED');
    expect((await audited(bastion.store, 'target-work.verify-host'))[0]).toMatchObject({ outcome: 'TARGET_LOGIN_FAILED', details: { workId: id } });
    expect(bastion.logged.join('\n')).not.toContain('not the password');
  });

  it('sends no password to a host whose key has changed', async () => {
    const { bastion, account } = stage;
    const hostId = await addHost(bastion, 'changed');
    const first = await startSshd({ passwords: 'yes' });
    expect(await outcome(bastion, await ask(bastion, { hostId, account: account.name, port: first.port, password: account.password }))).toBe('OK');
    await first[Symbol.asyncDispose]();
    await using second = await startSshd({ passwords: 'yes', port: first.port });
    expect(await outcome(bastion, await ask(bastion, { hostId, account: account.name, port: first.port, password: account.password }))).toBe('HOST_KEY_CHANGED');
    expect(second.log()).not.toContain('password');
    expect((await audited(bastion.store, 'hostkey.changed'))[0]).toMatchObject({ actor: { kind: 'principal', name: 'customer' }, requestId: 'req-1' });
  });

  it('sends none to a host whose key nobody has approved, where that is asked', async () => {
    await using strict = await startBastion({ target: { hostKeyMode: 'approve' } });
    const hostId = await addHost(strict, 'unapproved');
    const id = await ask(strict, { hostId, account: stage.account.name, port: stage.sshd.port, password: stage.account.password });
    const seen = stage.sshd.log().length;
    expect(await outcome(strict, id)).toBe('HOST_KEY_UNAPPROVED');
    expect(stage.sshd.log().slice(seen)).not.toContain('password');
    expect(await audited(strict.store, 'hostkey.unapproved')).toHaveLength(1);
  });

  it('does again what a dead node left, once its lease is over, and the dead one\'s word counts no more', async () => {
    const { sshd, account } = stage;
    await using polling = await startBastion({ targetWork: { pollMs: 100 } });
    const { store } = polling;
    const hostId = await addHost(polling, 'left-behind');
    const id = await ask(polling, { hostId, account: account.name, port: sshd.port, password: account.password, takenForMs: 1_000 });
    const began = Date.now();
    await poll('it is done', 8_000, async () => (await audited(store, 'target-work.verify-host'))[0]);
    expect(Date.now() - began).toBeGreaterThan(800);
    expect(await store.targetWork.finish(id, 'dead-node', 'INTERNAL')).toBe(false);
    expect(await outcome(polling, id)).toBe('OK');
  });
});

describe('checking a host', () => {
  let bastion: Bastion;
  beforeAll(async () => { bastion = await startBastion({ targetWork: { pollMs: 60_000, limitMs: 1_000, concurrent: 2 }, target: { dialTimeoutMs: 10_000 } }); });
  afterAll(async () => { await bastion?.[Symbol.asyncDispose](); });

  it('says that it cannot be reached', async () => {
    const hostId = await addHost(bastion, 'down');
    expect(await outcome(bastion, await ask(bastion, { hostId, port: 1 }))).toBe('TARGET_UNREACHABLE');
  });

  it('says that it does not answer, when the time of the check is over and not later', async () => {
    await using mute = await startMute();
    const hostId = await addHost(bastion, 'mute');
    const began = Date.now();
    expect(await outcome(bastion, await ask(bastion, { hostId, port: mute.port }))).toBe('TARGET_UNREACHABLE');
    expect(Date.now() - began).toBeGreaterThan(900);
    expect(Date.now() - began).toBeLessThan(9_000);
    await poll('the connection is closed', 3_000, () => (mute.open.size === 0 ? true : undefined));
  });

  it('says that it does not speak SSH', async () => {
    const server = createServer((socket) => { socket.on('error', () => undefined).resume().end('220 mail.example ESMTP\r\n'.repeat(3)); });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const hostId = await addHost(bastion, 'mail');
    expect(await outcome(bastion, await ask(bastion, { hostId, port: (server.address() as AddressInfo).port }))).toBe('TARGET_PROTOCOL');
    await new Promise((resolve) => { server.close(resolve); });
  });

  it.each(['169.254.169.254', '0.0.0.0', '::1'])('does not dial %s', async (privateAddress) => {
    const hostId = await addHost(bastion, `at ${privateAddress}`, { privateAddress });
    expect(await outcome(bastion, await ask(bastion, { hostId }))).toBe('TARGET_ADDRESS_DENIED');
  });

  it('does not dial the product\'s own door', async () => {
    await using own = await startBastion({ target: { allow: [], ownListeners: [{ host: '0.0.0.0', port: 4443 }] } });
    const address = '127.0.0.1';
    const hostId = await addHost(own, 'self', { privateAddress: address });
    for (const port of [4443, own.port, 22]) expect(await outcome(own, await ask(own, { hostId, port }))).toBe('TARGET_ADDRESS_DENIED');
  });

  it.each([{ sourceInstanceState: 'Release' }, { networkDomainId: '5' }, { prefKex: 'diffie-hellman-group14-sha1' }] as const)('does not try one that no log-on could reach: %j', async (changes) => {
    await using mute = await startMute();
    const hostId = await addHost(bastion, `odd ${JSON.stringify(changes)}`, changes);
    expect(await outcome(bastion, await ask(bastion, { hostId, port: mute.port }))).toBe('ASSET_UNAVAILABLE');
    expect(mute.open.size).toBe(0);
  });

  it('knows none of another project or instance', async () => {
    const hostId = await addHost(bastion, 'foreign');
    expect(await outcome(bastion, await ask(bastion, { hostId, projectId: 'another' }))).toBe('ASSET_NOT_FOUND');
    expect(await outcome(bastion, await ask(bastion, { hostId: '999999' }))).toBe('ASSET_NOT_FOUND');
  });

  it('happens a few at a time, and the rest in their turn', async () => {
    await using mute = await startMute();
    const hostId = await addHost(bastion, 'slow');
    const ids: string[] = [];
    for (let at = 0; at < 5; at += 1) ids.push(await ask(bastion, { hostId, port: mute.port }));
    let most = 0;
    const watching = setInterval(() => { most = Math.max(most, mute.open.size); }, 5);
    for (const id of ids) expect(await outcome(bastion, id, 12_000)).toBe('TARGET_UNREACHABLE');
    clearInterval(watching);
    expect(most).toBe(2);
  });

  it('that nobody asks for by a hint is found by polling', async () => {
    await using polling = await startBastion({ targetWork: { pollMs: 100 } });
    const hostId = await addHost(polling, 'quiet');
    expect(await outcome(polling, await ask(polling, { hostId, port: 1, hinted: 'no' }))).toBe('TARGET_UNREACHABLE');
  });

  it('is given up when the node stops, with a word to whoever waits', async () => {
    await using mute = await startMute();
    const stopping = await startBastion({ targetWork: { pollMs: 60_000 } });
    try {
      const hostId = await addHost(stopping, 'stopping');
      const id = await ask(stopping, { hostId, port: mute.port });
      await poll('it is dialled', 5_000, () => (mute.open.size > 0 ? true : undefined));
      const began = Date.now();
      await stopping.gateway.stop();
      expect(Date.now() - began).toBeLessThan(9_000);
      expect(await stopping.store.targetWork.collect(id)).toBe('INTERNAL');
    } finally {
      await stopping[Symbol.asyncDispose]();
    }
  });
});
