import { ApiError } from '../dispatch/api-error.ts';

/** Session ids are UUIDs; other text names nothing. */
export function sessionId(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) throw new ApiError('OBJECT_NOT_FOUND');
  return text;
}
