import type { AuditActor, EpochMs, Instance, Principal, Scope, Transaction } from '@sallyport/core';
import type { ControlDeps } from '../deps.ts';

/** What an authenticated, authorised call carries to its handler. */
export interface Call {
  readonly deps: ControlDeps;
  readonly action: string;
  /** Upper-case UUID. */
  readonly requestId: string;
  readonly principal: Principal;
  /** The key that signed the call; empty: it came with a token. */
  readonly accessKeyId: string;
  /** Of the token that the call came with, as the store keeps it; empty: a key signed it. */
  readonly tokenHash: string;
  /** Until when the token or temporary key lasts that proved the caller; null: a lasting key. */
  readonly provenUntil: EpochMs | null;
  readonly instance: Instance;
  /** The call names the principal's own instance, or none. Only batch operations of ruling A2 ever see `foreign`. */
  readonly tenancy: 'own' | 'foreign';
  readonly sourceAddress: string;
  /** The store's time when the call was admitted. */
  readonly now: EpochMs;
  /** Objects of a project that is not ours are absent: a scope of that name finds nothing. */
  scope(projectId: string | number | undefined): Scope;
  /** Adds to the audit record of this call; never a secret. */
  note(details: Readonly<Record<string, unknown>>): void;
  /** One unit of work; the audit record of the call is written with it. `work` may run again after a conflict. */
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  readonly actor: AuditActor;
}
