import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { RecordedTerminal, RecordingEvent, RecordingKeys, RecordingMeta, RecordingReader, RecordingSummary } from '../../src/index.ts';

export const START = Date.UTC(2026, 2, 4, 5, 6, 7);

export const TERMINAL: RecordedTerminal = { term: 'xterm-256color', columns: 80, rows: 24 };

export function sampleMeta(over: Partial<RecordingMeta> = {}): RecordingMeta {
  return {
    recordingId: '0b8f6a52-1111-4222-8333-444455556666', instanceId: 'bastionhost-cn-test', sessionId: 's-1', user: 'zhang', host: 'db-1',
    account: 'root', protocol: 'SSH', startedAt: START, clientAddress: '127.0.0.1', ...over,
  };
}

/** A real wrapping, bound to recording and instance, so that re-pointing a header shows. */
export function aesKeys(secret: Uint8Array = Buffer.alloc(32, 7)): RecordingKeys {
  const wrapping = (recordingId: string, instanceId: string): Buffer => Buffer.from(hkdfSync('sha256', secret, instanceId, recordingId, 32));
  return {
    async wrap(recordingId, instanceId, key) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', wrapping(recordingId, instanceId), nonce);
      return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
    },
    async unwrap(recordingId, instanceId, wrapped) {
      const cipher = createDecipheriv('aes-256-gcm', wrapping(recordingId, instanceId), wrapped.subarray(0, 12));
      cipher.setAuthTag(wrapped.subarray(wrapped.length - 16));
      return Buffer.concat([cipher.update(wrapped.subarray(12, wrapped.length - 16)), cipher.final()]);
    },
  };
}

export async function readAll(reader: RecordingReader): Promise<{ events: RecordingEvent[]; summary: RecordingSummary }> {
  const events: RecordingEvent[] = [];
  const iterator = reader.events();
  for (;;) {
    const next = await iterator.next();
    if (next.done === true) return { events, summary: next.value };
    events.push(next.value);
  }
}

/** What a reader yields before it throws. */
export async function readUntilError(reader: RecordingReader): Promise<{ events: RecordingEvent[]; error: unknown }> {
  const events: RecordingEvent[] = [];
  try {
    for await (const event of reader.events()) events.push(event);
  } catch (error) {
    return { events, error };
  }
  return { events, error: undefined };
}

export function bytes(text: string): Uint8Array {
  return Buffer.from(text);
}

/** Fails the test that did not expect one. */
export function unexpectedFailure(error: Error): void {
  throw error;
}

export function textOf(events: readonly RecordingEvent[], kind: 'output' | 'input', channel: number): string {
  return events.map((event) => (event.kind === kind && event.channel === channel ? event.text : '')).join('');
}
