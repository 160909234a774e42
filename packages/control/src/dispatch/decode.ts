import { decodeParams } from '@sallyport/contract';
import type { Operation } from '@sallyport/contract';
import { ApiError } from './api-error.ts';

/** The call's parameters by its declaration, or the refusal that names what is wrong. */
export function decode(operation: Operation, pairs: ReadonlyMap<string, string>): Readonly<Record<string, unknown>> {
  const decoded = decodeParams(operation, pairs);
  if (decoded.ok) return decoded.params;
  throw new ApiError(decoded.code);
}
