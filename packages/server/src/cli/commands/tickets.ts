import type { Command } from 'commander';
import { rowsOf } from '../../client/rows.ts';
import { addCalling, text } from '../calling-command.ts';
import type { CallingCommand } from '../calling-command.ts';
import type { CliContext } from '../context.ts';
import { instant } from '../instant.ts';
import { column, table } from '../table.ts';
import { terminalTime } from '../terminal-text.ts';

const DECISION_OPTIONS: CallingCommand['options'] = [['--comment <text>', 'the engineer reads it']];

const COMMANDS: readonly CallingCommand[] = [
  {
    usage: 'list',
    summary: 'tickets that wait for a decision',
    options: [['--address <address>', 'only those for this asset address']],
    examples: ['ticket list --data ./data'],
    run: (operate, _words, options) => operate('ListOperationTickets', { AssetAddress: text(options['address']), PageSize: '1000' }),
    show: (body) => table([
      column('ID', 'OperationTicketId'), column('USER', 'ApplyUsername'), column('ACCOUNT', 'AssetAccountName'), column('HOST', 'AssetName'), column('PROTOCOL', 'ProtocolName'),
      { title: 'SINCE', of: (row) => terminalTime(row['CreatedTime'], 's') }, column('REASON', 'ApproveComment'),
    ], rowsOf(body, 'OperationTickets')),
  },
  {
    usage: 'accept <ticketId>',
    summary: 'let the log-on go ahead',
    options: [['--comment <text>', 'the engineer reads it'], ['--once', 'good for one log-on'], ['--from <time>', 'window: its start'], ['--until <time>', 'window: its end']],
    examples: ['ticket accept 7 --once --comment "for the disk swap" --data ./data', 'ticket accept 7 --from 2026-11-21T22:00:00+08:00 --until 2026-11-22T02:00:00+08:00 --data ./data'],
    run: (operate, [id], options) => operate('AcceptOperationTicket', {
      OperationTicketId: id, Comment: text(options['comment']), EffectCount: options['once'] === true ? '1' : undefined,
      EffectStartTime: instant(text(options['from']), '--from'), EffectEndTime: instant(text(options['until']), '--until'),
    }),
    show: () => 'Accepted.\n',
  },
  {
    usage: 'reject <ticketId>',
    summary: 'refuse the log-on; who waits is told and disconnected',
    options: DECISION_OPTIONS,
    examples: ['ticket reject 7 --comment "not during the freeze" --data ./data'],
    run: (operate, [id], options) => operate('RejectOperationTicket', { OperationTicketId: id, Comment: text(options['comment']) }),
    show: () => 'Rejected.\n',
  },
  {
    usage: 'revoke <ticketId>',
    summary: 'take an accepted ticket back; its sessions end',
    options: DECISION_OPTIONS,
    examples: ['ticket revoke 7 --comment "done for today" --data ./data'],
    run: (operate, [id], options) => operate('RevokeOperationTicket', { OperationTicketId: id, Comment: text(options['comment']) }),
    show: () => 'Revoked.\n',
  },
];

export function registerTickets(program: Command, context: CliContext): void {
  const ticket = program.command('ticket').description('O&M tickets: list, accept, reject, revoke');
  for (const spec of COMMANDS) addCalling(ticket, spec, context);
}
