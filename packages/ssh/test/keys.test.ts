import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprintMd5, fingerprintSha256, generateHostKeys, parsePrivateKey, parsePublicKey } from '../src/index.ts';
import { writeOpenSsh } from '../src/keys/write-openssh.ts';
import { loadHostKeys } from '../src/transport/host-keys.ts';
import { keygen, tempDir } from './peers.ts';

const KINDS = [['ed25519'], ['ecdsa', '-b', '256'], ['ecdsa', '-b', '384'], ['ecdsa', '-b', '521'], ['rsa', '-b', '2048']];

describe('public keys', () => {
  for (const [kind = '', ...size] of KINDS) {
    it(`${kind} ${size.join(' ')}: fingerprints as ssh-keygen has them, from a line or a blob`, () => {
      const path = keygen(tempDir(), 'k', '-t', kind, ...size, '-C', 'a comment');
      const line = readFileSync(`${path}.pub`, 'utf8');
      const key = parsePublicKey(line);
      expect(key).toEqual(parsePublicKey(line.split(' ')[1] ?? ''));
      const print = (hash: string): string => execFileSync('ssh-keygen', ['-lf', `${path}.pub`, '-E', hash]).toString();
      expect(print('sha256')).toContain(fingerprintSha256(key?.blob ?? ''));
      expect(print('md5')).toContain(`MD5:${fingerprintMd5(key?.blob ?? '')} `);
    });
  }

  it('refuses what is none', () => {
    const line = readFileSync(`${keygen(tempDir(), 'k', '-t', 'ed25519')}.pub`, 'utf8').trim();
    const [algorithm = '', blob = ''] = line.split(' ');
    const bytes = Buffer.from(blob, 'base64');
    const wrong = [
      '', 'ssh-ed25519', `ssh-rsa ${blob}`, `${algorithm} ${blob.slice(0, -4)}`, `${algorithm} ${blob}!`, `${algorithm} ${blob}\n${line}`,
      Buffer.concat([bytes, Buffer.from([0])]).toString('base64'), `restrict ${line}`, bytes.subarray(0, 20).toString('base64'), 'A'.repeat(100_000),
    ];
    for (const text of wrong) expect(parsePublicKey(text), text.slice(0, 60)).toBeUndefined();
  });

  it('refuses points off their curve, DSA and short RSA', () => {
    const path = keygen(tempDir(), 'k', '-t', 'ecdsa', '-b', '256');
    const bytes = Buffer.from(readFileSync(`${path}.pub`, 'utf8').split(' ')[1] ?? '', 'base64');
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    expect(parsePublicKey(bytes.toString('base64'))).toBeUndefined();
    const short = keygen(tempDir(), 'k', '-t', 'rsa', '-b', '1024');
    expect(parsePublicKey(readFileSync(`${short}.pub`, 'utf8'))).toBeUndefined();
  });
});

describe('private keys', () => {
  for (const [kind = '', ...size] of KINDS) {
    for (const form of ['RFC4716', 'PEM', 'PKCS8']) {
      if (kind === 'ed25519' && form === 'PEM') continue;
      it(`${kind} ${size.join(' ')} in ${form} form, plain and encrypted`, () => {
        for (const passPhrase of ['', 'a pass phrase']) {
          const path = keygen(tempDir(), 'k', '-t', kind, ...size, '-N', passPhrase, ...(form === 'RFC4716' ? [] : ['-m', form]));
          const text = readFileSync(path, 'utf8');
          const key = parsePublicKey(readFileSync(`${path}.pub`, 'utf8'));
          expect(parsePrivateKey(text, passPhrase || undefined).publicKey).toEqual(key);
          if (passPhrase === '') continue;
          expect(() => parsePrivateKey(text)).toThrow(expect.objectContaining({ code: 'PASS_PHRASE_NEEDED' }));
          expect(() => parsePrivateKey(text, 'another')).toThrow(expect.objectContaining({ code: 'PASS_PHRASE_WRONG' }));
        }
      });
    }
  }

  it('refuses what is none, too weak, or too costly to open', () => {
    expect(() => parsePrivateKey('nonsense')).toThrow(expect.objectContaining({ code: 'MALFORMED' }));
    expect(() => parsePrivateKey('-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----')).toThrow(expect.objectContaining({ code: 'MALFORMED' }));
    const short = readFileSync(keygen(tempDir(), 'k', '-t', 'rsa', '-b', '1024', '-m', 'PEM'), 'utf8');
    expect(() => parsePrivateKey(short)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }));
    const costly = readFileSync(keygen(tempDir(), 'k', '-t', 'ed25519', '-N', 'x', '-a', '300'), 'utf8');
    expect(() => parsePrivateKey(costly, 'x')).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }));
  }, 30_000);
});

describe('host keys', () => {
  it('are made in the three kinds, in OpenSSH form', async () => {
    const keys = await generateHostKeys();
    expect(keys.map((key) => parsePrivateKey(key).publicKey.algorithm)).toEqual(['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ssh-rsa']);
    for (const key of keys) expect(key).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----/);
  });

  it('are read by OpenSSH, whatever their numbers look like', () => {
    const dir = tempDir();
    for (let i = 0; i < 40; i += 1) {
      for (const { privateKey } of [generateKeyPairSync('ed25519'), generateKeyPairSync('ec', { namedCurve: 'P-256' })]) {
        const path = join(dir, `k${i}${privateKey.asymmetricKeyType}`);
        writeFileSync(path, writeOpenSsh(privateKey), { mode: 0o600 });
        const key = parsePublicKey(execFileSync('ssh-keygen', ['-yf', path]).toString());
        expect(parsePrivateKey(readFileSync(path, 'utf8')).publicKey).toEqual(key);
      }
    }
  });

  it('are read back every time', () => {
    for (let i = 0; i < 3000; i += 1) expect(parsePrivateKey(writeOpenSsh(generateKeyPairSync('ed25519').privateKey)).publicKey.algorithm).toBe('ssh-ed25519');
  });

  it('serve in every form that OpenSSH writes', () => {
    const texts = KINDS.flatMap(([kind = '', ...size]) => ['RFC4716', 'PKCS8'].map((form) => readFileSync(keygen(tempDir(), 'k', '-t', kind, ...size, ...(form === 'PKCS8' ? ['-m', form] : [])), 'utf8')));
    for (const text of texts) expect(Object.keys(loadHostKeys([text])).length).toBeGreaterThan(0);
    expect(() => loadHostKeys(['nonsense'])).toThrow(expect.objectContaining({ code: 'MALFORMED' }));
  });
});
