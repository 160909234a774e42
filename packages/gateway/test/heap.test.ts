import { randomBytes, randomUUID } from 'node:crypto';
import { getHeapSnapshot } from 'node:v8';
import { mustRun, poll, startSsh } from '@sallyport/testkit';
import { describe, expect, it } from 'vitest';
import { INSTANCE, SCOPE } from './bastion.ts';
import { lend } from './lending.ts';
import { mayStage, setPasswordStage } from './password-stage.ts';
import { shellPid } from './ssh/stage.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Never a string: the tests run in the process whose heap is searched, and bytes lie outside of it. */
function secretBytes(): Buffer {
  return Buffer.from(randomBytes(24).map((byte) => ALPHABET.charCodeAt(byte & 63)));
}

/** Collects garbage, then looks through every string that is still reachable. */
async function heapHolds(secret: Uint8Array): Promise<boolean> {
  let tail = Buffer.alloc(0);
  let found = false;
  let searched = 0;
  for await (const chunk of getHeapSnapshot()) {
    const bytes = Buffer.concat([tail, Buffer.from(chunk)]);
    found ||= bytes.includes(secret);
    searched += bytes.length - tail.length;
    tail = bytes.subarray(Math.max(0, bytes.length - secret.length + 1));
  }
  if (searched < 1_000_000) throw new Error('that was no snapshot of a heap');
  return found;
}

describe('the search of the heap', () => {
  it('finds a string that is still in use', async () => {
    const secret = secretBytes();
    const kept = { text: secret.toString('utf8') };
    expect(await heapHolds(secret)).toBe(true);
    expect(kept.text).toHaveLength(24);
  }, 60_000);
});

describe.skipIf(!mayStage)('the password of a target', () => {
  it('is nowhere in the heap once it has let somebody in, while his session runs', async () => {
    await using stage = await setPasswordStage();
    const { bastion, account, sshd, wu, hostId } = stage;
    const { store } = bastion;
    const secret = secretBytes();
    await mustRun('chpasswd', [], { input: Buffer.concat([Buffer.from(`${account.name}:`), secret, Buffer.from('\n')]) });

    const now = await store.now();
    const work = {
      id: randomUUID(), instanceId: INSTANCE, order: { kind: 'verify-host' as const, projectId: SCOPE.projectId, hostId, account: account.name, port: sshd.port },
      askedBy: { principalId: '1', principalName: 'customer', sourceAddress: '', requestId: '' }, createdAt: now, giveUpAt: now + 20_000,
    };
    await store.targetWork.enqueue(work, await store.loans.seal({ instanceId: INSTANCE, kind: 'target-work', id: work.id }, new Map([['secret' as const, secret]])), 10);
    expect(await poll('the host is checked', 10_000, () => store.targetWork.collect(work.id))).toBe('OK');

    await lend(store, { userId: wu.id, hostId, account: account.name, password: secret, port: sshd.port });
    await using ssh = await startSsh({ port: bastion.port, user: `${wu.name}@${account.name}@db-1`, key: wu.key.path, hostKeys: bastion.hostKeys, input: 'tty' });
    await shellPid(ssh);
    expect(secret.every((byte) => byte !== 0)).toBe(true);
    expect(await heapHolds(secret)).toBe(false);
    expect(bastion.gateway.sessions).toBe(1);
  }, 90_000);
});
