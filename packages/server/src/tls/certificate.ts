import { X509Certificate, createPrivateKey } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '../cli/refusal.ts';
import type { DataLayout } from '../data/layout.ts';
import { replacePrivateFile } from '../data/private-file.ts';
import { systemCode } from '../data/system-error.ts';
import { selfSigned } from './self-signed.ts';
import type { Certificate } from './self-signed.ts';

const VALID_DAYS = 730;
const RENEW_BEFORE_MS = 30 * 86_400_000;

/** The certificate named on the command line; refuses a pair that does not belong together. */
export async function givenCertificate(certificateFile: string, keyFile: string): Promise<Certificate> {
  const [certificate, key] = await Promise.all([textOf(certificateFile, '--tls-cert'), textOf(keyFile, '--tls-key')]);
  if (!belongTogether(certificate, key)) {
    throw new Refusal('TLS_UNREADABLE', `${certificateFile} and ${keyFile} are not a PEM certificate and its private key. Name a pair that belongs together.`);
  }
  return { certificate, key };
}

/** The directory's own certificate: kept, and made anew when it is missing, unreadable, soon over or for another host name. */
export async function ownCertificate(layout: DataLayout, now: number): Promise<Certificate> {
  const files = { certificate: join(layout.tls, 'api.crt'), key: join(layout.tls, 'api.key') };
  const kept = await keptCertificate(files.certificate, files.key);
  if (kept !== undefined && isStillGood(kept.certificate, now)) return kept;
  const made = selfSigned([...new Set(['localhost', '127.0.0.1', '::1', hostLabel()])], now, VALID_DAYS);
  await mkdir(layout.tls, { recursive: true, mode: 0o700 });
  await replacePrivateFile(files.key, made.key);
  await replacePrivateFile(files.certificate, made.certificate);
  return made;
}

async function keptCertificate(certificateFile: string, keyFile: string): Promise<Certificate | undefined> {
  try {
    const kept = { certificate: await readFile(certificateFile, 'utf8'), key: await readFile(keyFile, 'utf8') };
    return belongTogether(kept.certificate, kept.key) ? kept : undefined;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw new Refusal('TLS_UNREADABLE', `The directory's own certificate (${certificateFile}) cannot be read: ${systemCode(error) ?? 'unknown error'}.`, { cause: error });
  }
}

function isStillGood(certificate: string, now: number): boolean {
  const parsed = new X509Certificate(certificate);
  return parsed.validToDate.getTime() - now > RENEW_BEFORE_MS && parsed.checkHost(hostLabel()) !== undefined;
}

function hostLabel(): string {
  const name = hostname();
  return /^[a-zA-Z0-9.-]{1,253}$/u.test(name) ? name : 'localhost';
}

function belongTogether(certificate: string, key: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    // Not PEM, or encrypted: for the caller the same as a pair that does not match.
    return false;
  }
}

async function textOf(path: string, option: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new Refusal('TLS_UNREADABLE', `${option} ${path} cannot be read: ${systemCode(error) ?? 'unknown error'}.`, { cause: error });
  }
}
