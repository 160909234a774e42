import { catalogue, restCatalogue } from '@sallyport/contract';
import { OPERATE_GROUP_TICKETS } from './group-tickets.ts';
import type { PolicyDocument, Statement } from './document.ts';
import { matchesWildcard } from './wildcard.ts';

/** What of a document cannot have the effect that its author may expect (ruling A7). */
export function warningsOf(document: PolicyDocument): readonly string[] {
  return document.statements.flatMap((statement, index) => [...narrowAllows(statement, index + 1), ...unknownActions(statement, index + 1)]);
}

function narrowAllows(statement: Statement, number: number): readonly string[] {
  if (statement.effect !== 'Allow' || statement.resources.includes('*')) return [];
  const operations = matching(statement.actions).filter((operation) => operation.ramResource === 'all').map((operation) => operation.action);
  if (operations.length === 0) return [];
  const shown = operations.slice(0, 10).join(', ');
  return [`Statement ${number} grants nothing for ${shown}${operations.length > 10 ? ' and others' : ''}: these operations are allowed on Resource "*" only.`];
}

function unknownActions(statement: Statement, number: number): readonly string[] {
  return statement.actions.filter((action) => matching([action]).length === 0).map((action) => `Statement ${number} names ${action}, which no operation has.`);
}

interface Permitted {
  readonly action: string;
  readonly ramAction: string;
  readonly ramResource: 'all' | 'instance';
}

const PERMITTED: readonly Permitted[] = [
  ...Object.values(catalogue),
  ...Object.values(restCatalogue).map(({ operationId, ramAction }): Permitted => ({ action: operationId, ramAction, ramResource: 'all' })),
  { action: 'OperateGroupTickets', ramAction: OPERATE_GROUP_TICKETS, ramResource: 'all' },
];

function matching(patterns: readonly string[]): readonly Permitted[] {
  return PERMITTED.filter((operation) => patterns.some((pattern) => matchesWildcard(pattern.toLowerCase(), operation.ramAction.toLowerCase())));
}
