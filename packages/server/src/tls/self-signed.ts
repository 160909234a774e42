import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import { bits, integer, octets, oid, sequence, set, tagged, time, utf8, yes } from './der.ts';

export interface Certificate {
  /** PEM */
  readonly key: string;
  readonly certificate: string;
}

const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));

/** A P-256 certificate for `names` (DNS names and addresses), signed by its own key, valid from an hour ago for `days` (RFC 5280). */
export function selfSigned(names: readonly string[], now: number, days: number): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const body = toBeSigned(publicKey, names, new Date(now - 3_600_000), new Date(now + days * 86_400_000));
  const certificate = sequence(body, ECDSA_SHA256, bits(sign('sha256', body, privateKey)));
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), certificate: pem(certificate) };
}

function toBeSigned(publicKey: KeyObject, names: readonly string[], from: Date, until: Date): Buffer {
  const name = sequence(set(sequence(oid('2.5.4.3'), utf8('Sallyport'))));
  const serial = randomBytes(16);
  // Positive and of full length (RFC 5280 §4.1.2.2).
  serial[0] = (serial.readUInt8(0) & 0x7f) | 0x40;
  return sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(serial),
    ECDSA_SHA256,
    name,
    sequence(time(from), time(until)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions(names))),
  );
}

function extensions(names: readonly string[]): Buffer[] {
  return [
    extension('2.5.29.17', sequence(...names.map(generalName))),
    extension('2.5.29.19', sequence(), true),
    // digitalSignature
    extension('2.5.29.15', bits(Buffer.from([0x80]), 7), true),
    // serverAuth
    extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))),
  ];
}

function extension(id: string, value: Buffer, critical?: true): Buffer {
  return sequence(oid(id), ...(critical === true ? [yes()] : []), octets(value));
}

function generalName(name: string): Buffer {
  if (isIP(name) === 0) return tagged(0x82, Buffer.from(name, 'latin1'));
  return tagged(0x87, isIP(name) === 4 ? Buffer.from(name.split('.').map(Number)) : ipv6Bytes(name));
}

function ipv6Bytes(address: string): Buffer {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  return Buffer.from(groups.map((group) => group.padStart(4, '0')).join(''), 'hex');
}

function pem(der: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/gu, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`;
}
