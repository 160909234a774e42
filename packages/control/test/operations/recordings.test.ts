import { describe, expect, it } from 'vitest';
import type { Session } from '@sallyport/core';
import { RecordingError } from '@sallyport/recording';
import type { RecordingErrorCode } from '@sallyport/recording';
import { INSTANCE, startApi } from '../api.ts';
import type { Api } from '../api.ts';

const SESSION: Session = {
  id: '0b8e6a4e-5f0c-4f5e-9a59-3c1b8d3f7a11', instanceId: INSTANCE, nodeId: 'node', userId: '1', userName: 'zhang', hostId: '2', hostName: 'web', accountId: '3', accountName: 'root', protocol: 'SSH',
  clientAddress: '192.0.2.7', targetAddress: '10.0.0.1:22', ticketId: null, policyId: null, startedAt: 1_795_000_000_000, firstByteAt: null, endedAt: 1_795_000_001_000, endReason: 'client-closed',
  bytesFromClient: 0, bytesFromTarget: 0, recording: 'x.srec',
};

const exported = (api: Api, more: Readonly<Record<string, string>> = {}): ReturnType<Api['call']> => api.call('ExportRecording', { SessionId: SESSION.id, ...more });

describe('ExportRecording', () => {
  it('ends a piece at 512 KiB, and the pieces make up the whole', async () => {
    const lines = Array.from({ length: 40 }, (_, index) => `[${index},"o","${'x'.repeat(50_000)}"]`);
    await using api = await startApi({ recording: () => lines });
    await api.store.sessions.create(SESSION);
    let whole = '';
    let offset = 0;
    for (let calls = 1; ; calls += 1) {
      const { body } = await exported(api, { Offset: String(offset) });
      whole += String(body['Content']);
      expect(String(body['Content']).length).toBeLessThanOrEqual(512 * 1024);
      offset = Number(body['NextOffset']);
      if (body['End'] === true) {
        expect(calls).toBe(4);
        expect(body['Sealed']).toBe(true);
        break;
      }
    }
    expect(whole).toBe(`${lines.join('\n')}\n`);
  });

  it.each<readonly [RecordingErrorCode, number, string]>([
    ['RECORDING_NOT_FOUND', 404, 'RecordingNotFound'], ['RECORDING_TAMPERED', 500, 'InternalError'],
  ])('tells the auditor of %s', async (code, status, answer) => {
    await using api = await startApi({
      recording: () => {
        throw new RecordingError(code, 'test');
      },
    });
    await api.store.sessions.create(SESSION);
    expect(await exported(api)).toMatchObject({ status, code: answer });
    expect((await api.ok('ListAuditEvents', { Kind: 'api.ExportRecording' }))['Events']).toMatchObject([{ Outcome: answer, Details: { recording: code } }]);
  });

  it('knows sessions that were not recorded', async () => {
    await using api = await startApi();
    await api.store.sessions.create({ ...SESSION, recording: '' });
    expect(await exported(api)).toMatchObject({ status: 404, code: 'RecordingNotFound' });
  });
});
