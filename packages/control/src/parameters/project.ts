import { DEFAULT_PROJECT } from '@sallyport/core';
import type { Scope } from '@sallyport/core';
import type { Call } from '../dispatch/call.ts';
import { ApiError } from '../dispatch/api-error.ts';

/** Scope of something that is being created: the default project is the only one there is, any other is absent. */
export function creationScope(call: Call, projectId: string | undefined): Scope {
  const scope = call.scope(projectId);
  if (scope.projectId !== DEFAULT_PROJECT) throw new ApiError('OBJECT_NOT_FOUND');
  return scope;
}
