import { createHash } from 'node:crypto';

/** Longest that a client may send; ours are far shorter. */
const MAX_TOKEN = 5_000;

/** As the store keeps it. */
export function securityTokenHash(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}

export function isSecurityToken(token: string): boolean {
  return token.length <= MAX_TOKEN && /^[\x21-\x7e]+$/.test(token);
}
