import type { Loans, PasswordHasher, Store, Vault } from '@sallyport/core';
import type { SealedValues } from './vault/sealed-values.ts';

/** The store with what stands beside the core's port: secrets, passwords, and what an operator should know. */
export interface OpenedStore extends Store {
  readonly vault: Vault;
  readonly loans: Loans;
  readonly passwords: PasswordHasher;
  /** Small secrets of an instance that all nodes share, such as the door's host keys. */
  readonly sealedValues: SealedValues;
  /** What weakens the promise that an acknowledged revocation survives; empty: nothing. */
  warnings(): Promise<readonly string[]>;
}
