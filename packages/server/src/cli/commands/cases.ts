import type { Command } from 'commander';
import { rowsOf } from '../../client/rows.ts';
import type { AnswerRow } from '../../client/rows.ts';
import { addCalling, text } from '../calling-command.ts';
import type { CallingCommand } from '../calling-command.ts';
import type { CliContext } from '../context.ts';
import { fields } from '../fields.ts';
import { column, table } from '../table.ts';
import { terminalText, terminalTime } from '../terminal-text.ts';

const COMMANDS: readonly CallingCommand[] = [
  {
    usage: 'list',
    summary: 'service tickets of all customers, newest first',
    options: [
      ['--status <status>', 'submitted, processing, awaiting-feedback, resolved, completed, withdrawn, invalid or deleted; deleted ones are shown only by it'],
      ['--page <n>', 'page, from 1'], ['--size <n>', 'rows a page, at most 100'],
    ],
    examples: ['case list --status submitted --data ./data'],
    run: (operate, _words, options) => operate('ListServiceCases', { Status: text(options['status']), PageNumber: text(options['page']), PageSize: text(options['size']) }),
    show: (body) => table([
      column('ID', 'CaseId'), column('STATUS', 'Status'), column('CUSTOMER', 'OwnerName'), column('KIND', 'BusinessTypeId'), column('SEVERITY', 'SeverityId'),
      { title: 'OPENED', of: (row) => terminalTime(row['CreatedTime'], 's') }, { title: 'URGED', of: (row) => terminalTime(row['PressedTime'], 's') }, column('DESCRIPTION', 'Description'),
    ], rowsOf(body, 'Cases')),
  },
  {
    usage: 'show <caseId>',
    summary: 'one service ticket',
    examples: ['case show 12 --data ./data'],
    run: (operate, [id]) => operate('GetServiceCase', { CaseId: id }),
    show: (body) => serviceCase(body['Case']),
  },
  {
    usage: 'advance <caseId> <event>',
    summary: 'move a ticket on: accept, ask (for feedback), resume, resolve (the comment is the result), or invalidate, which ends what was authorized on it',
    options: [['--comment <text>', 'the customer reads it']],
    examples: ['case advance 12 accept --data ./data', 'case advance 12 resolve --comment "the disk was full; the log is rotated now" --data ./data'],
    run: (operate, [id, event], options) => operate('AdvanceServiceCase', { CaseId: id, Event: event, Comment: text(options['comment']) }),
    show: (body) => `The ticket is ${terminalText(body['Status'])} now.\n`,
  },
];

export function registerCases(program: Command, context: CliContext): void {
  const parent = program.command('case').description('service tickets, from support\'s side: list, show, advance');
  for (const spec of COMMANDS) addCalling(parent, spec, context);
}

function serviceCase(value: unknown): string {
  const row: AnswerRow = typeof value === 'object' && value !== null ? { ...value } : {};
  const at = (member: string): string => terminalTime(row[member], 's');
  return fields([
    ['Case', row['CaseId']], ['Status', row['Status']], ['Customer', row['OwnerName']], ['Description', row['Description']],
    ['Category', row['SubTypeId']], ['Product', row['ProductCategoryId']], ['Problem type', row['BusinessTypeId']], ['Severity', row['SeverityId']], ['Region', row['CaseRegionId']],
    ['Opened', at('CreatedTime')], ['Urged', at('PressedTime')], ['Resolved', at('ResolvedTime')], ['Result', row['Resolution']], ['Completed', at('CompletedTime')], ['Judgement', row['Judgement']],
  ]);
}
