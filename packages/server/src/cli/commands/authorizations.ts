import type { Command } from 'commander';
import { rowsOf } from '../../client/rows.ts';
import type { AnswerRow } from '../../client/rows.ts';
import { addCalling, text } from '../calling-command.ts';
import type { CallingCommand } from '../calling-command.ts';
import type { CliContext } from '../context.ts';
import { durationSeconds } from '../duration.ts';
import { fields } from '../fields.ts';
import { idOf } from '../find-one.ts';
import { USER } from '../nameables.ts';
import { column, table } from '../table.ts';
import { terminalText, terminalTime } from '../terminal-text.ts';
import { wishedDetails } from '../wished-details.ts';

/** Ends that nobody gave words for. */
const WHY: Readonly<Record<string, string>> = {
  'case-closed': 'the ticket was closed', 'user-deleted': 'the engineer was deleted', 'asset-deleted': 'the host was deleted',
  'owner-deleted': 'the customer was deleted', 'requester-deleted': 'whoever asked was deleted',
};

const COMMANDS: readonly CallingCommand[] = [
  {
    usage: 'request',
    summary: 'ask the customer of a service ticket for hosts or a console, for one engineer and a while; he confirms or rejects over the service-ticket API',
    options: [
      ['--case <id>', 'the ticket', 'required'], ['--user <name>', 'the engineer, by name or id (default: the user tied to this key)'],
      ['--host <host>', '[account@]host[:port], the host by name or id', 'repeatable'], ['--account <name>', 'account on hosts that do not say one; the customer may name another'],
      ['--port <n>', 'where their SSH listens'], ['--console', 'the customer\'s console'],
      ['--duration <time>', 'for how long: 30m, 8h, 2d (default: 8h)'], ['--description <text>', 'what the engineer wants to do; the customer reads it', 'required'],
      ['--commitment <text>', 'what the vendor undertakes; the customer reads it'],
    ],
    examples: [
      'authorization request --case 12 --user chen --host root@db-1 --description "read the slow query log" --data ./data',
      'authorization request --case 12 --user chen --host db-1 --host db-2:2222 --account app --duration 2h --description "compare both replicas" --data ./data',
    ],
    run: async (operate, _words, options) => {
      const user = text(options['user']);
      const seconds = durationSeconds(text(options['duration']), '--duration');
      return operate('RequestAuthorization', {
        CaseId: text(options['case']), UserId: user === undefined ? undefined : await idOf(operate, USER, user), Details: await wishedDetails(operate, options),
        DurationSeconds: seconds, Description: text(options['description']), Commitment: text(options['commitment']),
      });
    },
    show: (body) => `Authorization ${terminalText(body['AuthorizationId'])} waits for the customer. Its state: sallyport authorization show ${terminalText(body['AuthorizationId'])}\n`,
  },
  {
    usage: 'recall <authorizationId>',
    summary: 'take back what this key\'s principal asked for, confirmed or not; sessions on it end at once and what was lent is destroyed',
    options: [['--comment <text>', 'engineer and customer read it']],
    examples: ['authorization recall 15 --comment "not needed any more" --data ./data'],
    run: (operate, [id], options) => operate('RecallAuthorization', { AuthorizationId: id, Comment: text(options['comment']) }),
    show: () => 'Recalled.\n',
  },
  {
    usage: 'show <authorizationId>',
    summary: 'one authorization and what became of it',
    examples: ['authorization show 15 --data ./data'],
    run: (operate, [id]) => operate('GetRequestedAuthorization', { AuthorizationId: id }),
    show: (body) => authorization(body['Authorization']),
  },
  {
    usage: 'list',
    summary: 'authorizations that were asked for, newest first',
    options: [['--case <id>', 'only on this ticket'], ['--status <status>', 'pending, authorized, rejected, expired, recalled or canceled'], ['--page <n>', 'page, from 1'], ['--size <n>', 'rows a page, at most 100']],
    examples: ['authorization list --status pending --data ./data', 'authorization list --case 12 --json --data ./data'],
    run: (operate, _words, options) => operate('ListRequestedAuthorizations', {
      CaseId: text(options['case']), Status: text(options['status']), PageNumber: text(options['page']), PageSize: text(options['size']),
    }),
    show: (body) => table([
      column('ID', 'AuthorizationId'), column('CASE', 'CaseId'), column('STATUS', 'Status'), column('ENGINEER', 'UserName'), { title: 'ON', of: targets },
      time('FROM', 'EffectiveTime'), time('UNTIL', 'ExpireTime'), column('REASON', 'Reason'),
    ], rowsOf(body, 'Authorizations')),
  },
];

export function registerAuthorizations(program: Command, context: CliContext): void {
  const parent = program.command('authorization').description('what the vendor asks customers for: request, recall, show, list');
  for (const spec of COMMANDS) addCalling(parent, spec, context);
}

function time(title: string, member: string) {
  return { title, of: (row: AnswerRow) => terminalTime(row[member], 's') };
}

/** `root@db-1:22, console` */
function targets(row: AnswerRow): string {
  return rowsOf(row, 'Details').map(target).join(', ');
}

function target(detail: AnswerRow): string {
  if (detail['Type'] !== 'Host') return 'console';
  const port = Number(detail['Port'] ?? 0);
  const account = terminalText(detail['Account']);
  return `${account === '' ? '' : `${account}@`}${terminalText(detail['HostName'])}${port > 0 ? `:${port}` : ''}`;
}

function authorization(value: unknown): string {
  const row: AnswerRow = typeof value === 'object' && value !== null ? { ...value } : {};
  const at = (member: string): string => terminalTime(row[member], 's');
  const facts = fields([
    ['Authorization', row['AuthorizationId']], ['Case', row['CaseId']], ['Status', row['Status']], ['Engineer', row['UserName']], ['Asked by', row['RequestedByName']],
    ['Description', row['Description']], ['Commitment', row['Commitment']], ['Asked', at('CreatedTime')], ...(row['Status'] === 'pending' ? [['Waits until', at('PendingUntil')] as const] : []),
    ['From', at('EffectiveTime')], ['Until', at('ExpireTime')], ['Decided', at('DecidedTime')], ['Ended', at('EndedTime')],
    ['Why', WHY[String(row['EndCause'])] ?? ''], ['Reason', row['Reason']],
  ]);
  const details = table([
    column('DETAIL', 'DetailId'), column('TYPE', 'Type'), column('HOST', 'HostName'), column('ACCOUNT', 'Account'),
    { title: 'PORT', of: (detail) => (Number(detail['Port'] ?? 0) > 0 ? detail['Port'] : '') }, { title: 'LENT', of: (detail) => (detail['Granted'] === true ? 'yes' : 'no') },
  ], rowsOf(row, 'Details'));
  return `${facts}\n${details}`;
}
