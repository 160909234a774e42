import type { Operation } from '@sallyport/contract';
import { callApi } from '../../client/call.ts';
import { connect } from '../../client/connect.ts';
import { allOperations, findOperation } from '../../client/operations.ts';
import { apiFailure } from '../api-failure.ts';
import type { CliContext } from '../context.ts';
import { jsonLine, jsonLines } from '../json-line.ts';
import { nearest } from '../nearest.ts';
import { Refusal } from '../refusal.ts';
import { parseApiArguments } from './arguments.ts';
import type { ApiArguments } from './arguments.ts';
import { describeOperation } from './describe.ts';
import { pairsFor } from './pairs.ts';
import { API_HELP } from './help.ts';

/** `sallyport api …`: prints the answer, a refusal's body too, and throws for the exit code. */
export async function runApi(words: readonly string[], context: CliContext): Promise<void> {
  const given = parseApiArguments(words);
  if (given.action === undefined) {
    if (given.wish === 'list') return listOperations(given, context);
    if (given.wish === 'help') return context.out(API_HELP);
    throw new Refusal('USAGE', 'Which operation? "sallyport api --list" names them all.');
  }
  const operation = operationNamed(given.action);
  if (given.wish === 'help') return context.out(describeOperation(operation));
  // What is wrong with the words is said before anything about the connection.
  await pairsFor(operation, given, 'any');
  const connection = await connect(given.connect, context.environment);
  const pairs = await pairsFor(operation, given, connection.instanceId);
  const answer = await callApi(connection, { action: operation.action, version: operation.version, pairs });
  context.out(given.output === 'json' ? jsonLine(answer.body) : jsonLines(answer.body));
  if (!answer.ok) throw apiFailure(operation, pairs, answer);
}

function operationNamed(action: string): Operation {
  const operation = findOperation(action);
  if (operation !== undefined) return operation;
  const near = nearest(action, allOperations().map((one) => one.action));
  throw new Refusal('USAGE', `There is no operation ${action}. ${near.length > 0 ? `Did you mean ${near.join(', ')}?` : '"sallyport api --list" names them all.'}`);
}

function listOperations(given: ApiArguments, context: CliContext): void {
  const operations = allOperations().toSorted((a, b) => a.group.localeCompare(b.group) || a.action.localeCompare(b.action));
  if (given.output === 'json') {
    context.out(jsonLine(operations.map(({ action, version, group, kind, doc }) => ({ action, version, group, kind, doc: doc.en }))));
    return;
  }
  const width = Math.max(0, ...operations.map(({ action }) => action.length));
  let group = '';
  for (const operation of operations) {
    if (operation.group !== group) context.out(`${group === '' ? '' : '\n'}${operation.group}\n`);
    group = operation.group;
    context.out(`  ${operation.action.padEnd(width)}  ${operation.doc.en.split('. ')[0] ?? ''}\n`);
  }
}
