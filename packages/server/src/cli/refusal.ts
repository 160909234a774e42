export type ExitCode = 1 | 2;

/** Codes of everything that a command refuses; tests and scripts compare these, people read the text. */
export type RefusalCode =
  | 'USAGE' | 'CONFIG_INVALID' | 'DIRECTORY_NOT_EMPTY' | 'DIRECTORY_INITIALISED' | 'DIRECTORY_FOREIGN' | 'DIRECTORY_DAMAGED' | 'DIRECTORY_BUSY'
  | 'DIRECTORY_TOO_NEW' | 'DATABASE_UNAVAILABLE' | 'DATABASE_IN_USE' | 'DATABASE_EMPTY' | 'MASTER_KEY_UNREADABLE' | 'MASTER_KEY_WRONG' | 'TLS_UNREADABLE'
  | 'ADDRESS_UNAVAILABLE' | 'UNREACHABLE' | 'CERTIFICATE_REFUSED' | 'API_ERROR' | 'NOT_FOUND' | 'VERIFY_FAILED' | 'OFFLINE_ONLY' | 'CASE_LISTS_INVALID';

/** What is wrong and what to do, in one or a few lines; `main` prints it to stderr and ends with `exitCode`. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly exitCode: ExitCode;

  constructor(code: RefusalCode, message: string, options: { readonly exitCode?: ExitCode; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Refusal';
    this.code = code;
    this.exitCode = options.exitCode ?? (code === 'USAGE' ? 2 : 1);
  }
}
