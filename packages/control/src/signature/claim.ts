import type { EpochMs } from '@sallyport/core';
import { ApiError } from '../dispatch/api-error.ts';

/** Who a request says it comes from, and how to prove it. Nothing in it may be trusted before `proves`. */
export interface Claim {
  readonly scheme: 'v1' | 'acs3';
  readonly accessKeyId: string;
  readonly action: string;
  readonly version: string;
  readonly signedAt: EpochMs;
  readonly nonce: string;
  /** Empty: none came with it. */
  readonly securityToken: string;
  /** In constant time. */
  proves(secret: Uint8Array): boolean;
  /**
   * What the server signs, for a caller whose signature differs: clients of v1 compare it with their own. Empty where the scheme has no such custom,
   * and where it could hold a secret, because clients log it.
   */
  shown(): string;
}

const MAX_NONCE = 256;

/** `YYYY-MM-DDTHH:MM:SSZ` in UTC. */
export function parseTimestamp(text: string): EpochMs {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text)) throw new ApiError('InvalidTimeStamp.Format');
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new ApiError('InvalidTimeStamp.Format');
  return at;
}

/** A nonce is stored: bounded, and plain enough for every store. */
export function checkNonce(nonce: string): string {
  if (nonce.length > MAX_NONCE || /\p{C}/u.test(nonce)) throw new ApiError('InvalidParameter', { message: 'The signature nonce is too long.' });
  return nonce;
}

export function checkName(parameter: 'Action' | 'Version' | 'AccessKeyId', text: string): string {
  if (!/^[A-Za-z0-9._-]{1,128}$/.test(text)) throw new ApiError('InvalidParameter', { message: `${parameter} is malformed.` });
  return text;
}
