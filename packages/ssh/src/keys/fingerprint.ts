import { createHash } from 'node:crypto';

/** `SHA256:` and unpadded base64, as OpenSSH prints it. `blob` is base64. */
export function fingerprintSha256(blob: string): string {
  return `SHA256:${createHash('sha256').update(Buffer.from(blob, 'base64')).digest('base64').replace(/=+$/, '')}`;
}

/** Hex pairs joined by `:`, without the `MD5:` that OpenSSH puts before them. `blob` is base64. */
export function fingerprintMd5(blob: string): string {
  return createHash('md5').update(Buffer.from(blob, 'base64')).digest('hex').replaceAll(/(..)(?=.)/g, '$1:');
}
