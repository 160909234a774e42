import type { ApiBody } from './operate.ts';

export type AnswerRow = Readonly<Record<string, unknown>>;

/** The objects in a list of an answer; what is no object is left out. */
export function rowsOf(body: ApiBody, member: string): readonly AnswerRow[] {
  const list = body[member];
  return Array.isArray(list) ? list.filter((row): row is AnswerRow => typeof row === 'object' && row !== null && !Array.isArray(row)) : [];
}

/** A member that must be a text; ids may travel as numbers. */
export function textOf(row: AnswerRow, member: string): string {
  const value = row[member];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
