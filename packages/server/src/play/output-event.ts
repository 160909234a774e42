import { Refusal } from '../cli/refusal.ts';

/** Something that appeared on the screen. */
export interface OutputEvent {
  /** Since the start. */
  readonly atMs: number;
  readonly text: string;
}

/** Output events of an asciicast v2; input, sizes and markers are not shown. */
export async function* outputOf(lines: AsyncIterable<string>): AsyncGenerator<OutputEvent, void> {
  let seen = 0;
  for await (const line of lines) {
    const value = parsed(line);
    if (seen++ === 0) {
      if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== 2) throw new Refusal('NOT_FOUND', 'This is not an asciicast v2.');
      continue;
    }
    if (!isList(value)) continue;
    const [at, code, text] = value;
    if (typeof at === 'number' && code === 'o' && typeof text === 'string') yield { atMs: at * 1000, text };
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // A file that is still being written ends inside a line.
    return undefined;
  }
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
