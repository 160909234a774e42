import type { Operation } from '@sallyport/contract';
import { compareParams } from './compare-params.ts';
import { compareResult } from './compare-result.ts';
import { differ, finding } from './finding.ts';
import type { Finding } from './finding.ts';
import type { Reference } from './reference.ts';

/** Every difference between a declaration of the reference's version and its entry. */
export function compareOperation(operation: Operation, reference: Reference): readonly Finding[] {
  const entry = Object.hasOwn(reference.operations, operation.action) ? reference.operations[operation.action] : undefined;
  if (entry === undefined) return [finding(operation.action, '', 'extra', 'not an operation of the reference')];
  const { action } = operation;
  return [
    ...differ(action, '', 'group', entry.group, operation.group),
    ...differ(action, '', 'accessLevel', entry.accessLevel, operation.accessLevel),
    ...differ(action, '', 'ramAction', entry.ramAction, operation.ramAction),
    ...differ(action, '', 'callsPerSecond', entry.callsPerSecond ?? null, operation.ratePerSecond ?? null),
    ...compareParams(operation, entry),
    ...compareResult(operation, entry),
  ];
}
