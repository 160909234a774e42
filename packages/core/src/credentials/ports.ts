/** Where a sealed value stands; it opens nowhere else. */
export interface SealBinding {
  readonly instanceId: string;
  readonly table: string;
  readonly row: string;
  readonly field: string;
}

/** Envelope encryption: a data key per instance, wrapped by the master key. */
export interface Vault {
  seal(binding: SealBinding, plaintext: Uint8Array): Promise<Uint8Array>;
  /** Throws `DomainError('SECRET_UNREADABLE')` for a wrong key, another place or a changed byte. The caller zeroes the result after use. */
  open(binding: SealBinding, sealed: Uint8Array): Promise<Uint8Array>;
}

/** argon2id behind a bounded queue. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Costs the same for an unknown user (`hash` null) as for a wrong password. Rejects with `DomainError('STORE_BUSY')` when the queue is full. */
  verify(hash: string | null, password: string): Promise<boolean>;
}
