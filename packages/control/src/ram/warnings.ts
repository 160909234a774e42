import { catalogue } from '@sallyport/contract';
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

function matching(patterns: readonly string[]): readonly { readonly action: string; readonly ramResource: 'all' | 'instance' }[] {
  return Object.values(catalogue).filter((operation) => patterns.some((pattern) => matchesWildcard(pattern.toLowerCase(), operation.ramAction.toLowerCase())));
}
