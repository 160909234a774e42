import type { Command } from 'commander';
import { rowsOf } from '../../client/rows.ts';
import { addCalling, text } from '../calling-command.ts';
import type { CallingCommand } from '../calling-command.ts';
import type { CliContext } from '../context.ts';
import { instant } from '../instant.ts';
import { column, table } from '../table.ts';
import { terminalTime } from '../terminal-text.ts';

const AUDIT: CallingCommand = {
  usage: 'audit',
  summary: 'what happened: newest first',
  options: [
    ['--kind <kind>', 'such as api.LockUsers, session.end, hostkey.changed'], ['--request-id <id>', 'of one API call'], ['--session <id>', 'of one session'],
    ['--actor <name>', 'by this principal, user or node'], ['--since <time>', 'at or after'], ['--until <time>', 'before'],
    ['--page <n>', 'page, from 1'], ['--size <n>', 'rows a page, at most 100'],
  ],
  examples: ['audit --data ./data', 'audit --kind session.end --since 2026-11-21T00:00:00Z --data ./data', 'audit --request-id EC9BF0F4-8983-491A-BC8C-1B4DD94976DE --json --data ./data'],
  run: (operate, _words, options) => operate('ListAuditEvents', {
    Kind: text(options['kind']), RequestId: text(options['requestId']), SessionId: text(options['session']), ActorName: text(options['actor']),
    StartTime: instant(text(options['since']), '--since'), EndTime: instant(text(options['until']), '--until'),
    PageNumber: text(options['page']), PageSize: text(options['size']),
  }),
  show: (body) => table([
    column('#', 'Sequence'), { title: 'TIME', of: (row) => terminalTime(row['Time'], 'ms') }, column('WHAT', 'Kind'), column('WHO', 'ActorName'),
    column('FROM', 'SourceAddress'), column('OUTCOME', 'Outcome'), column('DETAILS', 'Details'),
  ], rowsOf(body, 'Events')),
};

export function registerAudit(program: Command, context: CliContext): void {
  addCalling(program, AUDIT, context);
}
