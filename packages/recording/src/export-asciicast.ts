import { terminalSafe } from '@sallyport/core';
import { AsciicastView } from './asciicast-view.ts';
import { RecordingError } from './errors.ts';
import { jsonLine } from './json-line.ts';
import { listChannels } from './list-channels.ts';
import type { RecordedChannel } from './list-channels.ts';
import type { RecordingMeta } from './meta.ts';
import type { RecordingReader } from './reader.ts';

/** A player needs a size, and programs without a terminal have none. */
const COLUMNS = 80;
const ROWS = 24;

/**
 * One channel as asciicast v2, line by line, each with its newline; times count from the channel's opening. Without `channel`
 * the first with a terminal, else the first. Remarks, what was hidden, what was left out and the exit come as markers.
 * Reads the recording twice. Throws `RECORDING_CHANNEL_INVALID` for a channel that is not in it, and what reading throws.
 */
export async function* exportAsciicast(reader: RecordingReader, channel?: number): AsyncGenerator<string, void> {
  const channels = await listChannels(reader);
  const chosen = channel === undefined
    ? channels.find((each) => each.terminal !== undefined) ?? channels[0]
    : channels.find((each) => each.channel === channel);
  if (chosen === undefined && channel !== undefined) throw new RecordingError('RECORDING_CHANNEL_INVALID', `the recording has no channel ${channel}`);
  yield `${jsonLine(header(reader.meta, chosen))}\n`;
  const view = new AsciicastView(chosen, reader.meta.startedAt);
  for await (const event of reader.events()) {
    for (const line of view.lines(event)) yield `${jsonLine(line)}\n`;
  }
}

function header(meta: RecordingMeta, channel: RecordedChannel | undefined): Readonly<Record<string, unknown>> {
  return {
    version: 2,
    width: channel?.terminal?.columns || COLUMNS,
    height: channel?.terminal?.rows || ROWS,
    timestamp: Math.floor((channel?.openedAt ?? meta.startedAt) / 1000),
    ...(channel?.program.kind === 'exec' ? { command: channel.program.command } : {}),
    title: terminalSafe(`${meta.user} on ${meta.account}@${meta.host}`),
    ...(channel?.terminal === undefined ? {} : { env: { TERM: terminalSafe(channel.terminal.term) } }),
  };
}
