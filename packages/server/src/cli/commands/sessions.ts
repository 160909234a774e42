import type { Command } from 'commander';
import { rowsOf } from '../../client/rows.ts';
import { addCalling, text } from '../calling-command.ts';
import type { CallingCommand } from '../calling-command.ts';
import type { CliContext } from '../context.ts';
import { idOf } from '../find-one.ts';
import { USER } from '../nameables.ts';
import { column, table } from '../table.ts';
import { terminalTime } from '../terminal-text.ts';

const SESSIONS: CallingCommand = {
  usage: 'sessions',
  summary: 'who is or was where: newest first',
  options: [['--live', 'only those that run now'], ['--user <user>', 'only of this user (name or id)'], ['--page <n>', 'page, from 1'], ['--size <n>', 'rows a page, at most 100']],
  examples: ['sessions --live --data ./data', 'sessions --user zhang --json --data ./data'],
  run: async (operate, _words, options) => {
    const user = text(options['user']);
    return operate('ListSessions', {
      State: options['live'] === true ? 'live' : undefined, UserId: user === undefined ? undefined : await idOf(operate, USER, user),
      PageNumber: text(options['page']), PageSize: text(options['size']),
    });
  },
  show: (body) => table([
    column('SESSION', 'SessionId'), column('USER', 'UserName'), column('ACCOUNT', 'HostAccountName'), column('HOST', 'HostName'), column('FROM', 'ClientAddress'),
    { title: 'START', of: (row) => terminalTime(row['StartTime'], 'ms') }, { title: 'END', of: (row) => terminalTime(row['EndTime'], 'ms') }, column('WHY', 'EndReason'),
  ], rowsOf(body, 'Sessions')),
};

const END: CallingCommand = {
  usage: 'end <sessionId>',
  summary: 'end a running session now; its user may log on again if permitted',
  options: [['--comment <text>', 'the engineer reads it']],
  examples: ['session end 0b0c2a9e-6a55-4a36-9d0e-0f2a3f6b8a10 --data ./data'],
  run: (operate, [id], options) => operate('EndSession', { SessionId: id, Comment: text(options['comment']) }),
  show: () => 'Asked to end.\n',
};

export function registerSessions(program: Command, context: CliContext): void {
  addCalling(program, SESSIONS, context);
  addCalling(program.command('session').description('act on one session'), END, context);
}
