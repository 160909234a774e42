import { ApiError } from '../dispatch/api-error.ts';

/** A period must not end before it begins; null and undefined: open. Seconds. */
export function demandOrder(start: number | null | undefined, end: number | null | undefined): void {
  if (start != null && end != null && start >= end) throw new ApiError('InvalidParameter');
}
