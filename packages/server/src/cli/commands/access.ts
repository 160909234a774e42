import { parseId } from '@sallyport/core';
import type { Command } from 'commander';
import { rowsOf } from '../../client/rows.ts';
import { addCalling, text } from '../calling-command.ts';
import type { CallingCommand } from '../calling-command.ts';
import type { CliContext } from '../context.ts';
import { idOf } from '../find-one.ts';
import { instant } from '../instant.ts';
import { USER } from '../nameables.ts';
import { column, table } from '../table.ts';
import { explanation } from '../explanation.ts';

const COMMANDS: readonly CallingCommand[] = [
  {
    usage: 'lock <user...>',
    summary: 'lock users (names or ids): they cannot log on, and what they run ends now',
    examples: ['lock zhang --data ./data'],
    run: async (operate, users) => operate('LockUsers', { UserIds: await Promise.all(users.map((user) => idOf(operate, USER, user))) }),
    show: (body) => table([column('USER', 'UserId'), column('RESULT', 'Code')], rowsOf(body, 'Results')),
  },
  {
    usage: 'unlock <user...>',
    summary: 'unlock users, and lift bars after wrong passwords',
    examples: ['unlock zhang --data ./data'],
    run: async (operate, users) => operate('UnlockUsers', { UserIds: await Promise.all(users.map((user) => idOf(operate, USER, user))) }),
    show: (body) => table([column('USER', 'UserId'), column('RESULT', 'Code')], rowsOf(body, 'Results')),
  },
  {
    usage: 'explain',
    summary: 'may this user log on there, and why: the decision and everything that it looked at',
    options: [
      ['--user <name>', 'user, by name', 'required'], ['--host <host>', 'asset, by name, address or id', 'required'], ['--account <name>', 'account on the asset', 'required'],
      ['--protocol <protocol>', 'SSH or RDP', 'required'], ['--address <ip>', 'where the user would come from'], ['--at <time>', 'another instant than now'],
    ],
    examples: ['explain --user zhang --host web-1 --account root --protocol SSH --data ./data', 'explain --user zhang --host 10.0.0.5 --account root --protocol SSH --at 2026-12-01T09:00:00+08:00 --json --data ./data'],
    run: (operate, _words, options) => operate('ExplainAccess', {
      UserName: text(options['user']), ...hostParameter(text(options['host']) ?? ''), Account: text(options['account']), Protocol: text(options['protocol']),
      Address: text(options['address']), At: instant(text(options['at']), '--at'),
    }),
    show: explanation,
  },
];

export function registerAccessCommands(program: Command, context: CliContext): void {
  for (const spec of COMMANDS) addCalling(program, spec, context);
}

/** Names and addresses stand in one parameter, ids in another; a host called by digits alone is reached by its address. */
function hostParameter(host: string): { readonly HostId: string } | { readonly HostName: string } {
  return parseId(host) === undefined ? { HostName: host } : { HostId: host };
}
