import { parseArgs } from 'node:util';

export type EngineName = 'sqlite' | 'postgres';

export const SIZES = ['full', 'medium', 'small'] as const;
export type Size = (typeof SIZES)[number];

export interface BenchOptions {
  readonly engines: readonly EngineName[];
  readonly size: Size;
  /** Numbers of single options, each within its bounds. */
  number(name: string): number | undefined;
  /** What an option says; it must be given. */
  text(name: string): string;
  /** One of the words of an option; the first unless another is given. */
  word<W extends string>(name: string, words: readonly [W, ...W[]]): W;
}

/** The options that every benchmark takes, and whole numbers named in `numbers` with their upper bound, and `texts`. Bad ones end the process with 2. */
export function benchOptions(usage: string, numbers: Readonly<Record<string, number>> = {}, texts: readonly string[] = []): BenchOptions {
  const refuseBad = <T>(read: () => T): T => {
    try {
      return read();
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nusage: ${usage}\n`);
      process.exit(2);
    }
  };
  return refuseBad(() => {
    const { values } = parseArgs({
      options: {
        engine: { type: 'string', default: 'both' }, size: { type: 'string', default: 'full' },
        ...Object.fromEntries([...Object.keys(numbers), ...texts].map((name) => [name, { type: 'string' as const }])),
      },
    });
    // Built from a record, so the parser cannot type the extra ones.
    const given: Readonly<Record<string, unknown>> = values;
    return {
      engines: enginesOf(String(given['engine'])), size: sizeOf(String(given['size'])),
      number: (name) => refuseBad(() => wholeNumber(name, given[name], numbers[name] ?? 0)),
      text: (name) => refuseBad(() => textOf(name, given[name])),
      word: (name, known) => refuseBad(() => wordOf(name, given[name], known)),
    };
  });
}

function textOf(name: string, text: unknown): string {
  if (typeof text !== 'string' || text === '') throw new Error(`--${name} is missing`);
  return text;
}

function wordOf<W extends string>(name: string, text: unknown, words: readonly [W, ...W[]]): W {
  if (text === undefined) return words[0];
  const found = words.find((word) => word === text);
  if (found === undefined) throw new Error(`--${name} is ${words.join(', ')}`);
  return found;
}

function enginesOf(text: string): readonly EngineName[] {
  if (text === 'both') return ['sqlite', 'postgres'];
  if (text === 'sqlite' || text === 'postgres') return [text];
  throw new Error('--engine is sqlite, postgres or both');
}

function sizeOf(text: string): Size {
  const size = SIZES.find((known) => known === text);
  if (size === undefined) throw new Error(`--size is ${SIZES.join(', ')}`);
  return size;
}

function wholeNumber(name: string, text: unknown, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most) throw new Error(`--${name} is a whole number from 1 to ${most}`);
  return value;
}
