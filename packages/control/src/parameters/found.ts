import { parseId } from '@sallyport/core';
import type { Id } from '@sallyport/core';
import { ApiError } from '../dispatch/api-error.ts';

/** The object, or the refusal that it does not exist; `message` where a call is about several, and one must say which. */
export function found<T>(object: T | undefined, message?: string): T {
  if (object === undefined) throw new ApiError('OBJECT_NOT_FOUND', message === undefined ? {} : { message });
  return object;
}

/** An id that could name something; any other text names nothing. */
export function foundId(text: string): Id {
  return found(parseId(text));
}

/** For an update or delete that says whether there was anything. */
export function foundOne(existed: boolean): void {
  if (!existed) throw new ApiError('OBJECT_NOT_FOUND');
}
