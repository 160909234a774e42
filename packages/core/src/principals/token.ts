import type { Id } from '../kernel/ids.ts';
import type { EpochMs } from '../kernel/time.ts';

/** A token of `POST /v3/auth/tokens`. Whoever has the token is the principal; only its hash is stored. */
export interface AuthToken {
  /** SHA-256 of the token, hex. */
  readonly hash: string;
  readonly instanceId: string;
  readonly principalId: Id;
  readonly methods: readonly ('password' | 'totp' | 'token')[];
  readonly scope: { readonly kind: 'domain' | 'project'; readonly name: string };
  readonly issuedAt: EpochMs;
  readonly expiresAt: EpochMs;
}
