import { createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { PublicKey } from '../port.ts';
import { Reader, WireError } from '../wire/reader.ts';
import { exportPublicKey } from './public-key.ts';
import { parseBySsh2 } from './parse-by-ssh2.ts';

export type PrivateKeyErrorCode = 'MALFORMED' | 'PASS_PHRASE_NEEDED' | 'PASS_PHRASE_WRONG' | 'UNSUPPORTED';

/** Never quotes the key. */
export class PrivateKeyError extends Error {
  readonly code: PrivateKeyErrorCode;

  constructor(code: PrivateKeyErrorCode, message: string) {
    super(message);
    this.name = 'PrivateKeyError';
    this.code = code;
  }
}

const MAX_TEXT = 64 * 1024;
/** bcrypt_pbkdf runs on the calling thread, and the key names its own cost: ssh-keygen writes 16 or 24. */
const MAX_KDF_ROUNDS = 256;
const OPENSSH_BEGIN = '-----BEGIN OPENSSH PRIVATE KEY-----';

/** Checks a private key in OpenSSH, PKCS#1, SEC 1 or PKCS#8 PEM form and gives its public half. Throws `PrivateKeyError`. */
export function parsePrivateKey(text: string, passPhrase?: string): { readonly publicKey: PublicKey } {
  return { publicKey: loadPrivateKey(text, passPhrase).publicKey };
}

export interface LoadedPrivateKey {
  readonly key: KeyObject;
  readonly publicKey: PublicKey;
}

/** As `parsePrivateKey`, with the key itself. */
export function loadPrivateKey(text: string, passPhrase?: string): LoadedPrivateKey {
  const pem = text.trim();
  if (pem.length > MAX_TEXT) throw new PrivateKeyError('MALFORMED', 'The private key is too long');
  const key = pem.startsWith(OPENSSH_BEGIN) ? loadOpenSsh(pem, passPhrase) : loadPem(pem, passPhrase);
  const publicKey = exportPublicKey(key);
  if (publicKey === undefined) throw new PrivateKeyError('UNSUPPORTED', 'Keys are ed25519, ecdsa (nistp256, nistp384, nistp521) or rsa of 2048 bits and more');
  return { key, publicKey };
}

function loadPem(pem: string, passPhrase: string | undefined): KeyObject {
  const encrypted = /^-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem);
  if (encrypted && !passPhrase) throw new PrivateKeyError('PASS_PHRASE_NEEDED', 'The private key is encrypted and no pass phrase was given');
  try {
    return createPrivateKey({ key: pem, format: 'pem', ...(encrypted && passPhrase ? { passphrase: passPhrase } : {}) });
  } catch {
    // OpenSSL's words differ by version; whether the key was encrypted tells what the likely cause is.
    if (encrypted) throw new PrivateKeyError('PASS_PHRASE_WRONG', 'The pass phrase does not open the private key');
    throw new PrivateKeyError('MALFORMED', 'The private key cannot be read');
  }
}

function loadOpenSsh(pem: string, passPhrase: string | undefined): KeyObject {
  const kdf = readKdf(pem);
  if (kdf.rounds > MAX_KDF_ROUNDS) throw new PrivateKeyError('UNSUPPORTED', `The private key asks for more than ${MAX_KDF_ROUNDS} rounds of its key derivation`);
  const encrypted = kdf.cipher !== 'none';
  if (encrypted && !passPhrase) throw new PrivateKeyError('PASS_PHRASE_NEEDED', 'The private key is encrypted and no pass phrase was given');
  const parsed = parseBySsh2(pem, encrypted ? passPhrase : undefined);
  if (parsed === undefined) {
    if (encrypted) throw new PrivateKeyError('PASS_PHRASE_WRONG', 'The pass phrase does not open the private key');
    throw new PrivateKeyError('MALFORMED', 'The private key cannot be read');
  }
  return loadPem(parsed.getPrivatePEM(), undefined);
}

/** Header of the openssh-key-v1 container (OpenSSH's PROTOCOL.key). */
function readKdf(pem: string): { readonly cipher: string; readonly rounds: number } {
  const magic = 'openssh-key-v1\0';
  const body = Buffer.from(pem.replaceAll(/-----[A-Z ]+-----/g, ''), 'base64');
  if (body.subarray(0, magic.length).toString('latin1') !== magic) throw new PrivateKeyError('MALFORMED', 'The private key cannot be read');
  try {
    const reader = new Reader(body, magic.length);
    const cipher = reader.text();
    const name = reader.text();
    const options = new Reader(reader.string());
    if (name === 'none') return { cipher, rounds: 0 };
    options.string();
    return { cipher, rounds: options.uint32() };
  } catch (error) {
    if (error instanceof WireError) throw new PrivateKeyError('MALFORMED', 'The private key cannot be read');
    throw error;
  }
}
