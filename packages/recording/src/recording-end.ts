import { RecordingError } from './errors.ts';

/** What the end chunk says. */
export interface RecordingEnd {
  /** Milliseconds since the epoch. */
  readonly endedAt: number;
  readonly reason: string;
  readonly bytesFromClient: number;
  readonly bytesFromTarget: number;
  readonly events: number;
}

/** The end inside an authenticated chunk. Throws `RECORDING_DAMAGED` if it is none. */
export function parseEnd(plain: Buffer): RecordingEnd {
  let value: unknown;
  try {
    value = JSON.parse(plain.toString('utf8'));
  } catch (error) {
    throw new RecordingError('RECORDING_DAMAGED', 'the end of the recording is not JSON', { cause: error });
  }
  if (typeof value !== 'object' || value === null) throw new RecordingError('RECORDING_DAMAGED', 'the end of the recording is not an object');
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const number = (name: string): number => {
    const found = fields[name];
    if (typeof found !== 'number') throw new RecordingError('RECORDING_DAMAGED', `the end of the recording lacks ${name}`);
    return found;
  };
  const reason = fields['reason'];
  if (typeof reason !== 'string') throw new RecordingError('RECORDING_DAMAGED', 'the end of the recording lacks reason');
  return { endedAt: number('endedAt'), reason, bytesFromClient: number('bytesFromClient'), bytesFromTarget: number('bytesFromTarget'), events: number('events') };
}
