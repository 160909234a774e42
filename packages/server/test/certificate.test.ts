import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../src/data/layout.ts';
import { givenCertificate, ownCertificate } from '../src/tls/certificate.ts';
import { selfSigned } from '../src/tls/self-signed.ts';
import { temporary } from './directory.ts';

const DAY = 86_400_000;

describe('self-made certificate', () => {
  it('is valid for its names, signed by its own key', () => {
    const { certificate, key } = selfSigned(['localhost', '127.0.0.1', '::1', 'fd00::a:1', 'bastion.example'], Date.now(), 730);
    const parsed = new X509Certificate(certificate);
    expect(parsed.verify(parsed.publicKey)).toBe(true);
    expect(parsed.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect([parsed.checkHost('localhost'), parsed.checkHost('bastion.example'), parsed.checkHost('evil.example')]).toEqual(['localhost', 'bastion.example', undefined]);
    expect([parsed.checkIP('127.0.0.1'), parsed.checkIP('::1'), parsed.checkIP('fd00::a:1'), parsed.checkIP('127.0.0.2')]).toEqual(['127.0.0.1', '::1', 'fd00::a:1', undefined]);
    expect(parsed.ca).toBe(false);
    expect(parsed.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
  });

  it('is written with another form of time from 2050 on (RFC 5280)', () => {
    const parsed = new X509Certificate(selfSigned(['localhost'], Date.parse('2049-06-01T00:00:00Z'), 730).certificate);
    expect(parsed.validFromDate.toISOString()).toBe('2049-05-31T23:00:00.000Z');
    expect(parsed.validToDate.getUTCFullYear()).toBe(2051);
  });

  it('is kept, renewed before it ends and made anew when damaged', async () => {
    const layout = layoutOf(await temporary());
    const now = Date.now();
    const first = await ownCertificate(layout, now);
    expect((await stat(join(layout.tls, 'api.key'))).mode & 0o777).toBe(0o600);
    expect(await ownCertificate(layout, now)).toEqual(first);
    const renewed = await ownCertificate(layout, now + 701 * DAY);
    expect(renewed.certificate).not.toBe(first.certificate);
    await writeFile(join(layout.tls, 'api.crt'), 'damaged');
    const again = await ownCertificate(layout, now);
    expect(again.certificate).not.toBe(renewed.certificate);
    expect(await readFile(join(layout.tls, 'api.crt'), 'utf8')).toBe(again.certificate);
  });

  it('given by the operator, must be a pair', async () => {
    const directory = await temporary();
    const [a, b] = [selfSigned(['a'], Date.now(), 1), selfSigned(['b'], Date.now(), 1)];
    const file = async (name: string, content: string): Promise<string> => {
      await writeFile(join(directory, name), content);
      return join(directory, name);
    };
    const [certificate, key, other] = await Promise.all([file('a.crt', a.certificate), file('a.key', a.key), file('b.key', b.key)]);
    await expect(givenCertificate(certificate, key)).resolves.toEqual(a);
    await expect(givenCertificate(certificate, other)).rejects.toMatchObject({ code: 'TLS_UNREADABLE' });
    await expect(givenCertificate(key, key)).rejects.toMatchObject({ code: 'TLS_UNREADABLE' });
    await expect(givenCertificate(join(directory, 'none'), key)).rejects.toMatchObject({ code: 'TLS_UNREADABLE' });
  });
});
