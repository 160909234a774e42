import { sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { encodeFields } from '../wire/message.ts';
import { Reader, WireError } from '../wire/reader.ts';
import { CURVES, mpint } from './public-key.ts';

const RSA_HASHES: Readonly<Record<string, string>> = { 'rsa-sha2-256': 'sha256', 'rsa-sha2-512': 'sha512' };

/** What the door accepts and tells in server-sig-algs (RFC 8308 §3.1). No SHA-1: `ssh-rsa` names a key form only (RFC 8332). */
export const SIGNATURE_ALGORITHMS: readonly string[] = [
  'ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'rsa-sha2-512', 'rsa-sha2-256',
];

/** The key form that a signature algorithm goes with. */
export function keyAlgorithmOf(signatureAlgorithm: string): string {
  return signatureAlgorithm in RSA_HASHES ? 'ssh-rsa' : signatureAlgorithm;
}

/** Whether `signature` (string algorithm, string value) is by `key` over `data` in exactly `algorithm`. */
export function verifySignature(algorithm: string, key: KeyObject, data: Uint8Array, signature: Uint8Array): boolean {
  try {
    const reader = new Reader(signature);
    if (!SIGNATURE_ALGORITHMS.includes(algorithm) || reader.text() !== algorithm) return false;
    const value = reader.string();
    if (!reader.done) return false;
    return verifyValue(algorithm, key, data, value);
  } catch (error) {
    if (error instanceof WireError) return false;
    throw error;
  }
}

function verifyValue(algorithm: string, key: KeyObject, data: Uint8Array, value: Uint8Array): boolean {
  const rsaHash = RSA_HASHES[algorithm];
  if (rsaHash !== undefined) {
    const length = (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
    // Some clients drop leading zeros; RFC 8332 §3 wants the octets of the modulus.
    return value.length <= length && verify(rsaHash, data, key, leftPad(value, Math.ceil(length)));
  }
  if (algorithm === 'ssh-ed25519') return value.length === 64 && verify(null, data, key, value);
  const curve = CURVES[algorithm.slice('ecdsa-sha2-'.length)];
  if (curve === undefined) return false;
  const reader = new Reader(value);
  const [r, s] = [unsigned(reader.string()), unsigned(reader.string())];
  if (!reader.done || r.length > curve.bytes || s.length > curve.bytes) return false;
  const joined = Buffer.concat([leftPad(r, curve.bytes), leftPad(s, curve.bytes)]);
  return verify(curve.hash, data, { key, dsaEncoding: 'ieee-p1363' }, joined);
}

/** A signature blob by a private key. */
export function createSignature(algorithm: string, key: KeyObject, data: Uint8Array): Uint8Array {
  const rsaHash = RSA_HASHES[algorithm];
  if (rsaHash !== undefined) return encodeFields(algorithm, sign(rsaHash, data, key));
  if (algorithm === 'ssh-ed25519') return encodeFields(algorithm, sign(null, data, key));
  const curve = CURVES[algorithm.slice('ecdsa-sha2-'.length)];
  if (curve === undefined) throw new WireError(`No signature algorithm ${algorithm}`);
  const joined = sign(curve.hash, data, { key, dsaEncoding: 'ieee-p1363' });
  const value = encodeFields(mpint(joined.subarray(0, curve.bytes)), mpint(joined.subarray(curve.bytes)));
  return encodeFields(algorithm, value);
}

function unsigned(value: Uint8Array): Uint8Array {
  const start = value.findIndex((byte) => byte !== 0);
  return start === -1 ? new Uint8Array(0) : value.subarray(start);
}

function leftPad(value: Uint8Array, length: number): Uint8Array {
  return value.length >= length ? value : Buffer.concat([Buffer.alloc(length - value.length), value]);
}
