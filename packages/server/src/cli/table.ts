import { terminalText } from './terminal-text.ts';

export interface Column {
  readonly title: string;
  readonly of: (row: Readonly<Record<string, unknown>>) => unknown;
}

/** A column that shows one member as it is. */
export function column(title: string, member: string): Column {
  return { title, of: (row) => row[member] };
}

/** Rows under their titles, padded, one line each; a last line says when there are none. */
export function table(columns: readonly Column[], rows: readonly Readonly<Record<string, unknown>>[]): string {
  if (rows.length === 0) return 'none\n';
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ of }) => terminalText(of(row))))];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => [...line[index] ?? ''].length)));
  return cells.map((line) => `${line.map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - [...cell].length)).join('  ').trimEnd()}\n`).join('');
}
