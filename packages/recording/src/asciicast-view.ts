import { terminalSafe } from '@sallyport/core';
import type { OutputStream, RecordedExit, RecordingEvent } from './event.ts';
import type { RecordedChannel } from './list-channels.ts';

/** asciicast v2: seconds, code, data. */
export type AsciicastLine = readonly [number, 'o' | 'i' | 'r' | 'm', string];

/** What a player shows of one channel. */
export class AsciicastView {
  readonly #channel: RecordedChannel | undefined;
  readonly #start: number;
  /** Last character of each stream: a `\r\n` torn in two is still one. */
  readonly #last: Record<OutputStream, string> = { stdout: '', stderr: '' };

  /** `channel` undefined: only remarks on the connection are left to show. */
  constructor(channel: RecordedChannel | undefined, startedAt: number) {
    this.#channel = channel;
    this.#start = channel?.openedAt ?? startedAt;
  }

  lines(event: RecordingEvent): readonly AsciicastLine[] {
    if (event.channel !== undefined && event.channel !== this.#channel?.channel) return [];
    const seconds = Math.max(0, event.at - this.#start) / 1000;
    switch (event.kind) {
      case 'open': return [];
      case 'output': return [[seconds, 'o', this.#shown(event.stream, event.text)]];
      case 'input': return [[seconds, 'i', event.text]];
      case 'resize': return [[seconds, 'r', `${event.columns}x${event.rows}`]];
      case 'hidden-input': return [[seconds, 'm', 'hidden input']];
      case 'marker': return [[seconds, 'm', terminalSafe(event.text, 1_000)]];
      case 'omitted': return [[seconds, 'm', `${event.bytes} bytes of ${event.stream} not recorded`]];
      case 'exit': return [[seconds, 'm', exitText(event.exit)]];
    }
  }

  /** Without a terminal nobody has added the carriage returns that a player needs. */
  #shown(stream: OutputStream, text: string): string {
    if (this.#channel?.terminal !== undefined) return text;
    const before = this.#last[stream];
    this.#last[stream] = text.slice(-1);
    return text.replace(/(?<!\r)\n/gu, (newline, offset: number) => (offset === 0 && before === '\r' ? newline : '\r\n'));
  }
}

function exitText(exit: RecordedExit): string {
  if (exit.signal !== undefined) return terminalSafe(`ended by signal ${exit.signal}`);
  return exit.status === undefined ? 'ended without an exit status' : `exit status ${exit.status}`;
}
