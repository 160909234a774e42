import { RecordingError } from './errors.ts';

/** Whose session a recording shows. Encrypted in the file: a stolen disk tells ids and sizes, no names. */
export interface RecordingMeta {
  /** `[A-Za-z0-9-]`, at most 64 characters; a UUID in practice. Part of the path. */
  readonly recordingId: string;
  readonly instanceId: string;
  readonly sessionId: string;
  readonly user: string;
  readonly host: string;
  readonly account: string;
  readonly protocol: string;
  /** Milliseconds since the epoch; events count from here. */
  readonly startedAt: number;
  readonly clientAddress: string;
}

const TEXTS = ['recordingId', 'instanceId', 'sessionId', 'user', 'host', 'account', 'protocol', 'clientAddress'] as const;
const MAX_TEXT = 1024;
const LAST_DATE = 8_640_000_000_000_000;

/** Throws `RECORDING_META_INVALID` unless every text has at most 1024 characters and the start is a date. */
export function checkMeta(meta: RecordingMeta): void {
  for (const name of TEXTS) {
    if (typeof meta[name] !== 'string' || meta[name].length > MAX_TEXT) throw new RecordingError('RECORDING_META_INVALID', `${name} is not a text of at most ${MAX_TEXT} characters`);
  }
  if (!Number.isSafeInteger(meta.startedAt) || meta.startedAt < 0 || meta.startedAt > LAST_DATE) throw new RecordingError('RECORDING_META_INVALID', 'startedAt is not a date');
}

/** The meta inside an authenticated chunk. Throws `RECORDING_DAMAGED` if it is none. */
export function parseMeta(plain: Buffer): RecordingMeta {
  let value: unknown;
  try {
    value = JSON.parse(plain.toString('utf8'));
  } catch (error) {
    throw new RecordingError('RECORDING_DAMAGED', 'the description of the recording is not JSON', { cause: error });
  }
  if (typeof value !== 'object' || value === null) throw new RecordingError('RECORDING_DAMAGED', 'the description of the recording is not an object');
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const text = (name: string): string => {
    const found = fields[name];
    if (typeof found !== 'string') throw new RecordingError('RECORDING_DAMAGED', `the description of the recording lacks ${name}`);
    return found;
  };
  const startedAt = fields['startedAt'];
  if (typeof startedAt !== 'number') throw new RecordingError('RECORDING_DAMAGED', 'the description of the recording lacks startedAt');
  return {
    recordingId: text('recordingId'), instanceId: text('instanceId'), sessionId: text('sessionId'), user: text('user'), host: text('host'),
    account: text('account'), protocol: text('protocol'), startedAt, clientAddress: text('clientAddress'),
  };
}
