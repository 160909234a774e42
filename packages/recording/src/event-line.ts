import { RecordingError } from './errors.ts';
import type { ChannelEvent, OutputStream, RecordedProgram, RecordedTerminal, RecordingEvent } from './event.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** One line of an events chunk, newline included: an asciicast v2 event with the channel as fourth element. `format.ts` lists the codes. */
export function encodeEventLine(event: RecordingEvent, startedAt: number): string {
  const [code, data] = codeAndData(event);
  const seconds = Math.max(0, event.at - startedAt) / 1000;
  return `${JSON.stringify(event.channel === undefined ? [seconds, code, data] : [seconds, code, data, event.channel])}\n`;
}

function codeAndData(event: RecordingEvent): readonly [string, Json] {
  switch (event.kind) {
    case 'output': return [event.stream === 'stdout' ? 'o' : 'e', event.text];
    case 'input': return ['i', event.text];
    case 'hidden-input': return ['h', ''];
    case 'resize': return ['r', `${event.columns}x${event.rows}`];
    case 'marker': return ['m', event.text];
    case 'omitted': return ['n', { stream: event.stream, bytes: event.bytes }];
    case 'exit': return ['x', { status: event.exit.status ?? null, signal: event.exit.signal ?? null }];
    case 'open': return ['c', {
      program: { ...event.program },
      terminal: event.terminal === undefined ? null : { term: event.terminal.term, columns: event.terminal.columns, rows: event.terminal.rows },
    }];
  }
}

/** The event of a line; undefined for a code that a later minor version has added. Throws `RECORDING_DAMAGED` for anything else. */
export function decodeEventLine(line: string, startedAt: number): RecordingEvent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new RecordingError('RECORDING_DAMAGED', 'an event is not JSON', { cause: error });
  }
  if (!isArray(value)) throw damaged();
  const [seconds, code, data, channel] = value;
  if (typeof seconds !== 'number') throw damaged();
  const at = startedAt + Math.round(seconds * 1000);
  if (code === 'm') return { kind: 'marker', at, channel: channel === undefined ? undefined : count(channel), text: text(data) };
  const body = channelBody(code, data);
  return body === undefined ? undefined : { at, channel: count(channel), ...body };
}

function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

type Body<E> = E extends ChannelEvent ? Omit<E, 'at' | 'channel'> : never;

function channelBody(code: unknown, data: unknown): Body<ChannelEvent> | undefined {
  switch (code) {
    case 'o': return { kind: 'output', stream: 'stdout', text: text(data) };
    case 'e': return { kind: 'output', stream: 'stderr', text: text(data) };
    case 'i': return { kind: 'input', text: text(data) };
    case 'h': return { kind: 'hidden-input' };
    case 'r': return size(text(data));
    case 'n': return { kind: 'omitted', stream: stream(fields(data)['stream']), bytes: count(fields(data)['bytes']) };
    case 'x': return { kind: 'exit', exit: { status: absent(fields(data)['status'], count), signal: absent(fields(data)['signal'], text) } };
    case 'c': return { kind: 'open', program: program(fields(fields(data)['program'])), terminal: absent(fields(data)['terminal'], terminal) };
    default: return undefined;
  }
}

function program(value: Readonly<Record<string, unknown>>): RecordedProgram {
  if (value['kind'] === 'shell') return { kind: 'shell' };
  if (value['kind'] === 'exec') return { kind: 'exec', command: text(value['command']) };
  if (value['kind'] === 'subsystem') return { kind: 'subsystem', name: text(value['name']) };
  throw damaged();
}

function terminal(value: unknown): RecordedTerminal {
  const found = fields(value);
  return { term: text(found['term']), columns: count(found['columns']), rows: count(found['rows']) };
}

function size(value: string): Body<ChannelEvent> {
  const [columns, rows] = value.split('x');
  return { kind: 'resize', columns: count(Number(columns)), rows: count(Number(rows)) };
}

function stream(value: unknown): OutputStream {
  if (value === 'stdout' || value === 'stderr') return value;
  throw damaged();
}

function absent<T>(value: unknown, read: (value: unknown) => T): T | undefined {
  return value === null ? undefined : read(value);
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw damaged();
  return { ...value };
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw damaged();
  return value;
}

function count(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw damaged();
  return value;
}

function damaged(): RecordingError {
  return new RecordingError('RECORDING_DAMAGED', 'an event has an unknown shape');
}
