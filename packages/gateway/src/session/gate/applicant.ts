import type { Language, User } from '@sallyport/core';

/** Somebody whose first factor has been checked. */
export interface Identity {
  readonly instanceId: string;
  readonly user: User;
  readonly sourceAddress: string;
  readonly method: 'password' | 'publickey';
  /** `SHA256:…` of the key; empty for a password. */
  readonly keyFingerprint: string;
}

/** Speaks to the engineer during a log-on, whatever the protocol. */
export interface Voice {
  readonly language: Language;
  /** Somebody sits at a terminal. */
  readonly interactive: boolean;
  /** One line, which stays. */
  say(text: string): void;
  /** A line that replaces the last such line on terminals; said once elsewhere. */
  live(text: string): void;
  /** The client has gone. */
  readonly gone: AbortSignal;
  /** The engineer does not want any more (Ctrl-C twice); heard between `listen` and the call of what it gives. */
  readonly withdrawn: AbortSignal;
  listen(): () => void;
}
