import { createPublicKey } from 'node:crypto';
import type { KeyObject, webcrypto } from 'node:crypto';
import type { PublicKey } from '../port.ts';
import { encodeFields } from '../wire/message.ts';
import { Reader, WireError } from '../wire/reader.ts';

const MAX_TEXT = 16 * 1024;
const MIN_RSA_BITS = 2048;
const MAX_RSA_BITS = 16_384;

/** Elliptic curves of RFC 5656, by the curve name inside the blob. */
export const CURVES: Readonly<Record<string, { readonly crv: string; readonly bytes: number; readonly hash: string }>> = {
  nistp256: { crv: 'P-256', bytes: 32, hash: 'sha256' },
  nistp384: { crv: 'P-384', bytes: 48, hash: 'sha384' },
  nistp521: { crv: 'P-521', bytes: 66, hash: 'sha512' },
};

/**
 * Parses a line of `authorized_keys` form (`algorithm base64 comment`, without options) or a base64 blob alone.
 * Undefined: malformed, a kind that the door does not accept, or RSA below 2048 bits.
 */
export function parsePublicKey(text: string): PublicKey | undefined {
  const line = text.trim();
  if (line.length > MAX_TEXT || /[\r\n\0]/.test(line)) return undefined;
  const [first, second] = line.split(/[ \t]+/);
  const [named, base64] = second === undefined ? [undefined, first] : [first, second];
  const blob = decodeBase64(base64 ?? '');
  if (blob === undefined) return undefined;
  const imported = importPublicKey(blob);
  if (imported === undefined || (named !== undefined && named !== imported.algorithm)) return undefined;
  return { algorithm: imported.algorithm, blob: blob.toString('base64') };
}

/** Strict: `Buffer.from` alone ignores whatever is not base64. */
function decodeBase64(text: string): Buffer | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64').replace(/=+$/, '') === text.replace(/=+$/, '') ? bytes : undefined;
}

/** The key of a blob (RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4), or undefined as `parsePublicKey` has it. */
export function importPublicKey(blob: Uint8Array): { readonly algorithm: string; readonly key: KeyObject } | undefined {
  try {
    const reader = new Reader(blob);
    const algorithm = reader.text();
    const jwk = readJwk(algorithm, reader);
    if (jwk === undefined || !reader.done) return undefined;
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    return acceptable(key) ? { algorithm, key } : undefined;
  } catch (error) {
    if (error instanceof WireError || isCryptoError(error)) return undefined;
    throw error;
  }
}

/** What OpenSSL says of a point off its curve or a number that is none. */
function isCryptoError(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
}

function acceptable(key: KeyObject): boolean {
  if (key.asymmetricKeyType !== 'rsa') return true;
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  return bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS;
}

function readJwk(algorithm: string, reader: Reader): webcrypto.JsonWebKey | undefined {
  if (algorithm === 'ssh-ed25519') return { kty: 'OKP', crv: 'Ed25519', x: base64url(reader.string()) };
  if (algorithm === 'ssh-rsa') {
    const e = positive(reader.string());
    const n = positive(reader.string());
    return { kty: 'RSA', e: base64url(e), n: base64url(n) };
  }
  const name = reader.text();
  const curve = algorithm === `ecdsa-sha2-${name}` ? CURVES[name] : undefined;
  if (curve === undefined) return undefined;
  const point = reader.string();
  // Uncompressed points only, as OpenSSH has it (RFC 5656 §3.1 leaves compression optional).
  if (point[0] !== 4 || point.length !== 1 + 2 * curve.bytes) return undefined;
  return { kty: 'EC', crv: curve.crv, x: base64url(point.subarray(1, 1 + curve.bytes)), y: base64url(point.subarray(1 + curve.bytes)) };
}

/** An mpint that must be positive, without its sign byte. */
function positive(mpint: Uint8Array): Uint8Array {
  const first = mpint[0];
  if (first === undefined || first >= 0x80) throw new WireError('Number is not positive');
  return first === 0 ? mpint.subarray(1) : mpint;
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

/** The SSH form of a key (public, or the public half of a private one); undefined: a kind that SSH does not know or we do not accept. */
export function exportPublicKey(key: KeyObject): PublicKey | undefined {
  const half = key.type === 'private' ? createPublicKey(key) : key;
  if (!acceptable(half)) return undefined;
  const jwk = half.export({ format: 'jwk' });
  const fields = blobFields(jwk);
  if (fields === undefined) return undefined;
  return { algorithm: fields.algorithm, blob: Buffer.from(fields.blob).toString('base64') };
}

function blobFields(jwk: webcrypto.JsonWebKey): { readonly algorithm: string; readonly blob: Uint8Array } | undefined {
  const bytes = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'base64url');
  if (jwk.kty === 'OKP' && jwk.crv === 'Ed25519') return named('ssh-ed25519', bytes(jwk.x));
  if (jwk.kty === 'RSA') return named('ssh-rsa', mpint(bytes(jwk.e)), mpint(bytes(jwk.n)));
  const curve = Object.entries(CURVES).find(([, info]) => info.crv === jwk.crv);
  if (jwk.kty !== 'EC' || curve === undefined) return undefined;
  return named(`ecdsa-sha2-${curve[0]}`, Buffer.from(curve[0]), Buffer.concat([Uint8Array.of(4), bytes(jwk.x), bytes(jwk.y)]));
}

function named(algorithm: string, ...fields: readonly Uint8Array[]): { readonly algorithm: string; readonly blob: Uint8Array } {
  return { algorithm, blob: encodeFields(algorithm, ...fields) };
}

/** Big-endian magnitude to mpint: no leading zeros but the one that keeps it positive. */
export function mpint(magnitude: Uint8Array): Uint8Array {
  const start = magnitude.findIndex((byte) => byte !== 0);
  if (start === -1) return new Uint8Array(0);
  const digits = magnitude.subarray(start);
  return (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Uint8Array.of(0), digits]) : digits;
}
