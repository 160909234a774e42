import type { Command } from 'commander';
import { rowsOf } from '../../client/rows.ts';
import { addCalling, text } from '../calling-command.ts';
import type { CallingCommand } from '../calling-command.ts';
import type { CliContext } from '../context.ts';
import { durationSeconds } from '../duration.ts';
import { idOf } from '../find-one.ts';
import { column, table } from '../table.ts';
import { terminalText, terminalTime } from '../terminal-text.ts';
import { PRINCIPAL } from '../nameables.ts';

const COMMANDS: readonly CallingCommand[] = [
  {
    usage: 'create <principal>',
    summary: 'make an access key for a principal (name or id); its secret is shown this once',
    examples: ['key create alice --data ./data --json'],
    run: async (operate, [who = '']) => operate('CreateAccessKey', { PrincipalId: await idOf(operate, PRINCIPAL, who) }),
    show: (body) => `AccessKeyId      ${terminalText(body['AccessKeyId'])}\nAccessKeySecret  ${terminalText(body['AccessKeySecret'])}\nThe secret is not shown again.\n`,
  },
  {
    usage: 'list [principal]',
    summary: 'access keys of a principal, or all',
    examples: ['key list --data ./data', 'key list alice --data ./data'],
    run: async (operate, [who]) => operate('ListAccessKeys', { PrincipalId: who === undefined ? undefined : await idOf(operate, PRINCIPAL, who), PageSize: '100' }),
    show: (body) => table([column('KEY', 'AccessKeyId'), column('PRINCIPAL', 'PrincipalId'), column('STATE', 'Status'), { title: 'CREATED', of: (row) => terminalTime(row['CreatedTime'], 's') }], rowsOf(body, 'AccessKeys')),
  },
  {
    usage: 'delete <accessKeyId>',
    summary: 'delete an access key; calls signed with it are refused at once',
    examples: ['key delete SPexample0001 --data ./data'],
    run: (operate, [id]) => operate('DeleteAccessKey', { UserAccessKeyId: id }),
    show: () => 'Deleted.\n',
  },
  {
    usage: 'temporary [principal]',
    summary: 'make a key that expires by itself and is good only with its security token (default: for the caller himself); shown this once',
    options: [['--duration <time>', 'for how long: 15m to 24h']],
    examples: ['key temporary alice --duration 2h --json --data ./data'],
    run: async (operate, [who], options) => operate('CreateTemporaryAccessKey', {
      PrincipalId: who === undefined ? undefined : await idOf(operate, PRINCIPAL, who), DurationSeconds: durationSeconds(text(options['duration']), '--duration'),
    }),
    show: (body) => `AccessKeyId      ${terminalText(body['AccessKeyId'])}\nAccessKeySecret  ${terminalText(body['AccessKeySecret'])}\nSecurityToken    ${terminalText(body['SecurityToken'])}\nGood until       ${terminalText(body['Expiration'])}\nNeither secret is shown again.\n`,
  },
  {
    usage: 'revoke-temporary <principal>',
    summary: 'end all tokens and temporary keys of a principal at once',
    examples: ['key revoke-temporary alice --data ./data'],
    run: async (operate, [who = '']) => operate('RevokeTemporaryAccess', { PrincipalId: await idOf(operate, PRINCIPAL, who) }),
    show: (body) => `${terminalText(body['Revoked'])} revoked.\n`,
  },
];

export function registerKeyCommands(program: Command, context: CliContext): void {
  const key = program.command('key').description('access keys of principals');
  for (const spec of COMMANDS) addCalling(key, spec, context);
}
