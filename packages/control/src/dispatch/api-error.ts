import { ERRORS, errorEntry } from '@sallyport/contract';
import type { ErrorCode } from '@sallyport/contract';

export interface AccessDeniedDetail {
  readonly AuthAction: string;
  readonly AuthPrincipalType: string;
  readonly AuthPrincipalDisplayName: string;
  readonly AuthPrincipalOwnerId: string;
  readonly NoPermissionType: 'ImplicitDeny' | 'ExplicitDeny';
  readonly PolicyType: string;
  readonly EncodedDiagnosticMessage: string;
}

interface Extras {
  /** In place of the registry's text; never holds a secret, an SQL text or a path. */
  readonly message?: string;
  readonly accessDenied?: AccessDeniedDetail;
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** A refusal on its way to the caller: what the error body is made of. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly accessDenied: AccessDeniedDetail | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, extras: Extras = {}) {
    const known = errorEntry(code) ?? ERRORS.InternalError;
    super(extras.message ?? known.en, extras.cause === undefined ? undefined : { cause: extras.cause });
    this.name = 'ApiError';
    this.code = code;
    this.status = known.status;
    this.accessDenied = extras.accessDenied;
    this.retryAfterMs = extras.retryAfterMs;
  }
}
