import { rowsOf } from '../client/rows.ts';
import type { ApiBody } from '../client/operate.ts';
import { column, table } from './table.ts';
import { terminalText, terminalTime } from './terminal-text.ts';

/** A decision and its derivation, as an administrator reads it. */
export function explanation(body: ApiBody): string {
  const lines = [
    `Decision: ${terminalText(body['Decision'])}${body['Code'] === undefined || body['Code'] === '' ? '' : ` (${terminalText(body['Code'])})`}`,
    ...(body['Message'] === undefined || body['Message'] === '' ? [] : [terminalText(body['Message'])]),
    ...optional('Policy', body['PolicyId']),
    ...optional('Ticket', body['OperationTicketId']),
    ...optional('Until', terminalTime(body['ValidUntil'], 's')),
    '',
  ];
  const columns = [
    column('STEP', 'Rule'), column('OUTCOME', 'Outcome'), column('CODE', 'Code'), column('ID', 'Subject'), column('WHAT', 'Detail'),
    { title: 'UNTIL', of: (row: Readonly<Record<string, unknown>>) => terminalTime(row['ValidUntil'], 's') },
  ];
  return `${lines.join('\n')}\n${table(columns, rowsOf(body, 'Derivation'))}`;
}

function optional(label: string, value: unknown): readonly string[] {
  const shown = terminalText(value);
  return shown === '' ? [] : [`${label}: ${shown}`];
}
