import { diskStorage, verifyRecording } from '@sallyport/recording';
import { fingerprintSha256 } from '@sallyport/ssh';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INSTANCE, addPolicy, audited, decideTicket, endedSession, pendingTicket } from '../bastion.ts';
import { matching } from '../matchers.ts';
import { setStage } from './stage.ts';
import type { Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => { stage = await setStage(); });
afterAll(async () => { await stage?.[Symbol.asyncDispose](); });

/** The steps of `decide` that do not depend on a policy. */
function granted(): readonly unknown[] {
  const { zhang, sshd } = stage;
  return [
    { rule: 'instance', outcome: 'pass' }, { rule: 'user', outcome: 'pass', subject: zhang.id, detail: 'zhang' },
    { rule: 'asset', outcome: 'pass', subject: stage.web.accountId, detail: `${sshd.user}@web-1` },
    { rule: 'grant', outcome: 'pass', subject: matching(/^[0-9]+$/), detail: 'user' },
  ];
}

/** What both events of a session say of it, whatever happened in it. */
function standing(more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  const { zhang, web, sshd } = stage;
  return {
    instanceId: INSTANCE, sourceAddress: '127.0.0.3', actor: { kind: 'user', id: zhang.id, name: 'zhang' },
    details: { hostId: web.hostId, host: 'web-1', accountId: web.accountId, account: sshd.user, protocol: 'SSH', targetAddress: '127.0.0.1', nodeId: 'node-1', ...more },
  };
}

describe('the audit log of a session', () => {
  it('counts its bytes, names who came whence and by which key, why he was let in and why it ended', async () => {
    const { store, dir, keys } = stage.bastion;
    await using ssh = await stage.logOn({ args: ['-b', '127.0.0.3'], input: 'pipe', command: 'wc -c; printf oops >&2; exit 4' });
    ssh.type('x'.repeat(70_000));
    ssh.closeInput();
    expect(await ssh.ended()).toMatchObject({ status: 4, stdout: '70000\n' });
    const row = await endedSession(store, 'client-closed');
    const [start] = await audited(store, 'session.start');
    const [end] = await audited(store, 'session.end');
    const path = { ticketId: null, policyId: null, recording: row.recording };
    expect(start).toMatchObject({ ...standing({ ...path, method: 'publickey', key: fingerprintSha256(stage.zhang.key.blob) }), sessionId: row.id, outcome: 'OK' });
    expect(start?.details['decision']).toEqual([...granted(), { rule: 'policy', outcome: 'none' }, { rule: 'approval', outcome: 'none' }]);
    expect(row).toMatchObject({ clientAddress: '127.0.0.3', bytesFromClient: 70_000, bytesFromTarget: 10 });
    const { summary } = await verifyRecording(diskStorage(dir.file('recordings')), keys, row.recording);
    expect(end).toMatchObject({
      ...standing({
        ...path, reason: 'client-closed', words: '', durationMs: (row.endedAt ?? 0) - row.startedAt, recordingHead: summary.headHash,
        bytesFromClient: 70_000, bytesFromTarget: 10, controls: { shell: true, exec: true },
      }),
      sessionId: row.id, outcome: 'client-closed',
    });
  });

  it('names policy and ticket when one let him in, and the words that ended it', async () => {
    const { store } = stage.bastion;
    const policyId = await addPolicy(store);
    await using ssh = await stage.logOn({ args: ['-b', '127.0.0.3'], input: 'tty' });
    const ticketId = await pendingTicket(store);
    const effectEnd = Date.now() + 600_000;
    await decideTicket(store, ticketId, 'accept', '', { effectEnd });
    await ssh.waitFor(/[#$] $/);
    await decideTicket(store, ticketId, 'revoke', 'change freeze');
    await ssh.ended();
    const row = await endedSession(store, 'TICKET_REVOKED');
    const [start] = await audited(store, 'session.start');
    const [end] = await audited(store, 'session.end');
    expect(start).toMatchObject({ ...standing({ ticketId, policyId }), sessionId: row.id });
    expect(start?.details['decision']).toEqual([
      ...granted(), { rule: 'policy', outcome: 'pass', subject: policyId, detail: 'approval' },
      { rule: 'approval', outcome: 'pass', subject: policyId, detail: 'required' }, { rule: 'ticket', outcome: 'pass', subject: ticketId, validUntil: effectEnd },
    ]);
    expect(end).toMatchObject({ ...standing({ ticketId, policyId, reason: 'TICKET_REVOKED', words: 'change freeze', bytesFromClient: 0 }), sessionId: row.id, outcome: 'TICKET_REVOKED' });
  });
});
