import { RecordingError } from './errors.ts';
import type { RecordedExit, RecordedProgram, RecordedTerminal } from './event.ts';
import type { RecordingReader } from './reader.ts';

/** More than a session of years opens; bounds what a list may hold in memory. */
const MAX_CHANNELS = 100_000;

export interface RecordedChannel {
  readonly channel: number;
  /** Milliseconds since the epoch. */
  readonly openedAt: number;
  readonly program: RecordedProgram;
  /** As it was opened. */
  readonly terminal: RecordedTerminal | undefined;
  /** Undefined: it was open when the recording ended. */
  readonly exit: RecordedExit | undefined;
}

/** The channels of a recording in the order of their opening. Reads all of it. */
export async function listChannels(reader: RecordingReader): Promise<readonly RecordedChannel[]> {
  const channels = new Map<number, RecordedChannel>();
  for await (const event of reader.events()) {
    if (event.kind === 'open') channels.set(event.channel, { channel: event.channel, openedAt: event.at, program: event.program, terminal: event.terminal, exit: undefined });
    if (channels.size > MAX_CHANNELS) throw new RecordingError('RECORDING_CHANNEL_INVALID', `more than ${MAX_CHANNELS} channels`);
    const known = event.kind === 'exit' ? channels.get(event.channel) : undefined;
    if (event.kind === 'exit' && known !== undefined) channels.set(event.channel, { ...known, exit: event.exit });
  }
  return [...channels.values()];
}
