import type { Command } from 'commander';
import { rowsOf } from '../../client/rows.ts';
import { addCalling, text } from '../calling-command.ts';
import type { CallingCommand } from '../calling-command.ts';
import type { CliContext } from '../context.ts';
import { idOf } from '../find-one.ts';
import { PRINCIPAL, PRINCIPAL_GROUP } from '../nameables.ts';
import { column, table } from '../table.ts';
import { terminalText, terminalTime } from '../terminal-text.ts';

const PAGING: NonNullable<CallingCommand['options']> = [['--page <n>', 'page, from 1'], ['--size <n>', 'rows a page, at most 100']];

const COMMANDS: readonly CallingCommand[] = [
  {
    usage: 'create <name>',
    summary: 'make a group: those of its members who are permitted to (osm:OperateGroupTickets) act on each other\'s service tickets',
    examples: ['principal group create acme-ops --data ./data'],
    run: (operate, [name]) => operate('CreatePrincipalGroup', { Name: name }),
    show: (body) => `Group ${terminalText(body['PrincipalGroupId'])} made. That is the group_id of the service-ticket API.\n`,
  },
  {
    usage: 'delete <group>',
    summary: 'delete a group (name or id); its members stay',
    examples: ['principal group delete acme-ops --data ./data'],
    run: async (operate, [group = '']) => operate('DeletePrincipalGroup', { PrincipalGroupId: await idOf(operate, PRINCIPAL_GROUP, group) }),
    show: () => 'Deleted.\n',
  },
  {
    usage: 'list',
    summary: 'all groups',
    options: PAGING,
    examples: ['principal group list --data ./data'],
    run: (operate, _words, options) => operate('ListPrincipalGroups', { PageNumber: text(options['page']), PageSize: text(options['size']) ?? '100' }),
    show: (body) => table([column('ID', 'PrincipalGroupId'), column('NAME', 'Name'), { title: 'CREATED', of: (row) => terminalTime(row['CreatedTime'], 's') }], rowsOf(body, 'PrincipalGroups')),
  },
  {
    usage: 'add <group> <principal>',
    summary: 'add a principal to a group (names or ids)',
    examples: ['principal group add acme-ops alice --data ./data'],
    run: async (operate, [group = '', who = '']) => operate('AddPrincipalToGroup', { PrincipalGroupId: await idOf(operate, PRINCIPAL_GROUP, group), PrincipalId: await idOf(operate, PRINCIPAL, who) }),
    show: () => 'Added.\n',
  },
  {
    usage: 'remove <group> <principal>',
    summary: 'take a principal out of a group, at once',
    examples: ['principal group remove acme-ops alice --data ./data'],
    run: async (operate, [group = '', who = '']) => operate('RemovePrincipalFromGroup', { PrincipalGroupId: await idOf(operate, PRINCIPAL_GROUP, group), PrincipalId: await idOf(operate, PRINCIPAL, who) }),
    show: () => 'Removed.\n',
  },
  {
    usage: 'members <group>',
    summary: 'who is in a group',
    options: PAGING,
    examples: ['principal group members acme-ops --data ./data'],
    run: async (operate, [group = ''], options) => operate('ListPrincipalGroupMembers', {
      PrincipalGroupId: await idOf(operate, PRINCIPAL_GROUP, group), PageNumber: text(options['page']), PageSize: text(options['size']) ?? '100',
    }),
    show: (body) => table([column('ID', 'PrincipalId'), column('NAME', 'PrincipalName'), column('DISPLAY NAME', 'DisplayName'), column('DOMAIN', 'Domain')], rowsOf(body, 'Principals')),
  },
];

export function registerPrincipalGroups(principal: Command, context: CliContext): void {
  const group = principal.command('group').description('groups of principals that share service tickets');
  for (const spec of COMMANDS) addCalling(group, spec, context);
}
