import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { registerKeyCommands } from './keys.ts';
import { registerPrincipalGroups } from './principal-groups.ts';
import { registerPrincipalSecrets } from './principal-secrets.ts';
import { registerPolicyCommands } from './ram-policies.ts';
import { addCalling, text } from '../calling-command.ts';
import type { CallingCommand } from '../calling-command.ts';
import { idOf } from '../find-one.ts';
import { PRINCIPAL } from '../nameables.ts';
import { column, table } from '../table.ts';
import { rowsOf } from '../../client/rows.ts';
import type { AnswerRow } from '../../client/rows.ts';
import { terminalText, terminalTime } from '../terminal-text.ts';

const COMMANDS: readonly CallingCommand[] = [
  {
    usage: 'create <name>',
    summary: 'make a principal: somebody or something that calls the management API',
    options: [['--display-name <text>', 'shown beside the name'], ['--domain <name>', 'whom it belongs to: a customer\'s or the vendor\'s account (default: this installation\'s); tokens are asked for with it']],
    examples: ['principal create alice --display-name "Alice Wu" --data ./data', 'principal create ops --domain acme --data ./data'],
    run: (operate, [name], options) => operate('CreatePrincipal', { PrincipalName: name, DisplayName: text(options['displayName']), Domain: text(options['domain']) }),
    show: (body) => `Principal ${terminalText(body['PrincipalId'])} made. Give it a key: sallyport key create ${terminalText(body['PrincipalId'])}\n`,
  },
  {
    usage: 'list',
    summary: 'all principals',
    examples: ['principal list --data ./data'],
    run: (operate) => operate('ListPrincipals', { PageSize: '100' }),
    show: (body) => table([column('ID', 'PrincipalId'), column('NAME', 'PrincipalName'), column('DISPLAY NAME', 'DisplayName'), column('DOMAIN', 'Domain'),
      { title: 'TOKENS', of: tokens }, { title: 'CREATED', of: (row) => terminalTime(row['CreatedTime'], 's') }], rowsOf(body, 'Principals')),
  },
  {
    usage: 'delete <principal>',
    summary: 'delete a principal (name or id) with its keys',
    examples: ['principal delete alice --data ./data'],
    run: async (operate, [who = '']) => operate('DeletePrincipal', { PrincipalId: await idOf(operate, PRINCIPAL, who) }),
    show: () => 'Deleted, with its keys.\n',
  },
];

export function registerPrincipals(program: Command, context: CliContext): void {
  const principal = program.command('principal').description('callers of the management API');
  for (const spec of COMMANDS) addCalling(principal, spec, context);
  registerPrincipalSecrets(principal, context);
  registerPrincipalGroups(principal, context);
  registerKeyCommands(program, context);
  registerPolicyCommands(program, context);
}

/** With what it may ask for tokens of the service-ticket API. */
function tokens(row: AnswerRow): string {
  if (row['HasPassword'] !== true) return 'no';
  return row['HasSecondFactor'] === true ? 'password, code' : 'password';
}
