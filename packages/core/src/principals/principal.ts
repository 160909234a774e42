import type { Id } from '../kernel/ids.ts';
import type { EpochMs } from '../kernel/time.ts';

/** Somebody or something that calls the management API; not a bastion user, though one may be tied to it. */
export interface Principal {
  readonly id: Id;
  readonly instanceId: string;
  readonly name: string;
  readonly displayName: string;
  /** Whom it belongs to: the customer's or vendor's account by name. Domain and name together name one principal of the installation. */
  readonly domain: string;
  /** It may ask for tokens. */
  readonly hasPassword: boolean;
  /** Tokens take a TOTP code too. */
  readonly hasSecondFactor: boolean;
  readonly createdAt: EpochMs;
}

export interface AccessKey {
  readonly accessKeyId: string;
  readonly instanceId: string;
  readonly principalId: Id;
  readonly active: boolean;
  /** A temporary key: good until then and only with its security token. null: a lasting key. */
  readonly expiresAt: EpochMs | null;
  readonly createdAt: EpochMs;
}

/** A stored RAM-style policy document and where it is attached. */
export interface RamPolicy {
  readonly id: Id;
  readonly instanceId: string;
  readonly name: string;
  readonly description: string;
  /** JSON text of the document. */
  readonly document: string;
  /** Shipped with the product: cannot be deleted. */
  readonly system: boolean;
  readonly createdAt: EpochMs;
}
