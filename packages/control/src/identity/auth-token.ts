import { createHash } from 'node:crypto';
import { SECOND } from '@sallyport/core';
import type { EpochMs } from '@sallyport/core';
import type { Random } from '../deps.ts';

const PREFIX = 'SPT1';

/**
 * `SPT1.<end in seconds, base 36>.<32 random bytes>`. The end stands in it so that a client which keeps sending an old one is told why and never
 * counts as one that guesses; what it is worth stands in the store alone.
 */
export function newAuthToken(random: Random, expiresAt: EpochMs): string {
  return `${PREFIX}.${Math.ceil(expiresAt / SECOND).toString(36)}.${Buffer.from(random.bytes(32)).toString('base64url')}`;
}

/** As the store keeps it. */
export function authTokenHash(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}

/** Whether a token says of itself that it is over. */
export function saysItIsOver(token: string, now: EpochMs): boolean {
  const end = /^SPT1\.([0-9a-z]{1,10})\.[A-Za-z0-9_-]{43}$/.exec(token)?.[1];
  return end !== undefined && Number.parseInt(end, 36) * SECOND <= now;
}
