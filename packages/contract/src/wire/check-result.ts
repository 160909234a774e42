import type { Operation, Param } from '../operation.ts';
import { checkerOf } from './compiled.ts';

/** What in an answer departs from the declaration (RequestId aside); empty: nothing. For conformance tests, not for every call. */
export function checkResult(operation: Operation, result: unknown): readonly string[] {
  const checker = checkerOf(operation.result);
  return checker.check(result) ? [] : checker.reasons(result);
}

/** Whether `value` is one that `param` could decode to. */
export function checkValue(param: Param, value: unknown): boolean {
  return checkerOf(param.schema).check(value);
}
