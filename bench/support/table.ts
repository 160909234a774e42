import { loadavg } from 'node:os';

export type Row = readonly (string | number)[];

/** A table in plain text: the first column to the left, numbers to the right; ready to stand in a document. */
export function table(head: readonly string[], rows: readonly Row[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => (typeof cell === 'number' ? shown(cell) : cell)));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  const [first = [], ...others] = cells;
  return `${[line(first), rule, ...others.map(line)].join('\n')}\n`;
}

/** Three significant digits, never in powers of ten. */
function shown(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(value >= 1 ? 2 : 3);
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** What a reader must know before comparing: other work on the machine is in every figure. */
export function caveat(): string {
  return `Load average ${loadavg()[0]?.toFixed(1) ?? '?'}; the machine may be doing other work: medians and ratios tell more than the tail.`;
}
