import { createHmac, timingSafeEqual } from 'node:crypto';
import { SECOND } from '@sallyport/core';
import type { EpochMs, Id, SealBinding } from '@sallyport/core';

/** RFC 6238 §4 with the values that every authenticator app assumes: SHA-1, 30 s, 6 digits. */
const STEP_MS = 30 * SECOND;
const DIGITS = 6;
/** Steps that a phone's clock may be off, either way (RFC 6238 §5.2). */
const DRIFT = 1;

/** Where the secret of a principal's second factor is sealed. */
export function totpBinding(instanceId: string, principalId: Id): SealBinding {
  return { instanceId, table: 'principals', row: principalId, field: 'totp' };
}

/** The step whose code this is; undefined: of none that is on. Who accepts it must use it up, or it is good twice. */
export function matchingTotpStep(secret: Uint8Array, code: string, now: EpochMs): number | undefined {
  const given = Buffer.from(/^\d{6}$/.test(code) ? code : '------', 'ascii');
  const current = Math.floor(now / STEP_MS);
  let found: number | undefined;
  // All of them, so that time does not tell which one it was.
  for (let step = current - DRIFT; step <= current + DRIFT; step += 1) {
    if (timingSafeEqual(given, Buffer.from(totpCode(secret, step), 'ascii'))) found = step;
  }
  return found;
}

/** RFC 4226 §5.3 over the step. */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 0x0f;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS).padStart(DIGITS, '0');
}
