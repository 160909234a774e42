import { ApiError } from '../dispatch/api-error.ts';

/** Throws InvalidParameter, with the API's fixed text, unless the rule holds. */
export function demand(rule: boolean): asserts rule {
  if (!rule) throw new ApiError('InvalidParameter');
}
