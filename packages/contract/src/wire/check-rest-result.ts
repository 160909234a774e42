import type { RestOperation } from '../rest-operation.ts';
import { checkerOf } from './compiled.ts';

/** What in the body of a successful answer departs from the declaration; empty: nothing. For conformance tests, not for every call. */
export function checkRestResult(operation: RestOperation, body: unknown): readonly string[] {
  const checker = checkerOf(operation.result);
  return checker.check(body) ? [] : checker.reasons(body);
}
