import type { ErrorCode } from '@sallyport/contract';
import { DomainError } from '@sallyport/core';
import type { DomainErrorCode } from '@sallyport/core';
import { ApiError } from './api-error.ts';

const CODES: Partial<Record<DomainErrorCode, ErrorCode>> = {
  USER_NAME_TAKEN: 'UserNameAlreadyExists',
  SOURCE_USER_TAKEN: 'SourceUserAlreadyExists',
  HOST_NAME_TAKEN: 'HostNameAlreadyExists',
  HOST_ACCOUNT_NAME_TAKEN: 'HostAccountNameAlreadyExists',
  POLICY_NAME_TAKEN: 'PolicyNameAlreadyExists',
  PRINCIPAL_NAME_TAKEN: 'PrincipalNameAlreadyExists',
  PRINCIPAL_GROUP_NAME_TAKEN: 'PrincipalGroupNameAlreadyExists',
  RAM_POLICY_NAME_TAKEN: 'RamPolicyNameAlreadyExists',
  PUBLIC_KEY_EXISTS: 'PublicKeyAlreadyExists',
  TOO_MANY_PENDING_TICKETS: 'TooManyPendingTickets',
  OBJECT_GONE: 'OBJECT_NOT_FOUND',
  STORE_BUSY: 'ServiceUnavailable',
  STORE_LOST: 'ServiceUnavailable',
};

/** What a caller may know of something that was thrown. What is not named here is an InternalError, and its cause goes to the log alone. */
export function translateError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const code = error instanceof DomainError ? CODES[error.code] : undefined;
  return new ApiError(code ?? 'InternalError', { cause: error });
}
