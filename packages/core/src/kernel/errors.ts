/** Codes of refusals that a rule or a repository raises; the edges translate them, none reaches a caller raw. */
export type DomainErrorCode =
  | 'USER_NAME_TAKEN'
  /** Another user is tied to this principal. */
  | 'SOURCE_USER_TAKEN'
  | 'HOST_NAME_TAKEN'
  | 'HOST_ACCOUNT_NAME_TAKEN'
  | 'POLICY_NAME_TAKEN'
  | 'PRINCIPAL_NAME_TAKEN'
  | 'PRINCIPAL_GROUP_NAME_TAKEN'
  /** It has as many members as a group may have. */
  | 'PRINCIPAL_GROUP_FULL'
  | 'RAM_POLICY_NAME_TAKEN'
  | 'PUBLIC_KEY_EXISTS'
  | 'INSTANCE_EXISTS'
  | 'TOO_MANY_PENDING_TICKETS'
  /** The object that the new one belongs to was deleted in between. */
  | 'OBJECT_GONE'
  | 'SECRET_UNREADABLE'
  | 'STORE_BUSY'
  /** The database cannot be reached. */
  | 'STORE_LOST'
  | 'STORE_FOREIGN'
  | 'STORE_DAMAGED'
  | 'STORE_TOO_NEW';

/** Something refused by a rule, with its code; details never hold a secret. */
export class DomainError extends Error {
  readonly code: DomainErrorCode;
  readonly details: Readonly<Record<string, string>>;

  constructor(code: DomainErrorCode, details: Readonly<Record<string, string>> = {}, options?: { cause?: unknown }) {
    super(code, options);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
  }
}
