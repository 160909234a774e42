import { terminalText } from './terminal-text.ts';

const LABEL_WIDTH = 14;

/** One object for people: a line for each member that has something to say. */
export function fields(pairs: readonly (readonly [label: string, value: unknown])[]): string {
  return pairs
    .map(([label, value]) => [label, terminalText(value)] as const)
    .filter(([, shown]) => shown !== '')
    .map(([label, shown]) => `${`${label}:`.padEnd(LABEL_WIDTH)} ${shown}\n`)
    .join('');
}
