import type { HostProtocol, SealedCredentials } from '@sallyport/core';
import type { Call } from '../../dispatch/call.ts';
import { decodeBase64 } from '../../parameters/base64.ts';
import { demand } from '../../parameters/refuse.ts';

/** Secrets of a host account as they came with a call, checked but not sealed yet. */
export interface ClearCredentials {
  readonly password: string | undefined;
  /** Clear text of the key file with what opens it. */
  readonly key: { readonly text: string; readonly passPhrase: string | undefined; readonly fingerprint: string } | undefined;
}

interface Given {
  readonly Password?: string;
  readonly PrivateKey?: string;
  readonly PassPhrase?: string;
}

/** Throws InvalidParameter for a key that is unreadable or whose pass phrase is wrong: it would fail at the first log-on. */
export function readCredentials(given: Given, protocol: HostProtocol, call: Call): ClearCredentials {
  if (given.PrivateKey === undefined) {
    demand(given.PassPhrase === undefined);
    return { password: given.Password, key: undefined };
  }
  demand(protocol === 'SSH');
  const text = decodeBase64(given.PrivateKey).toString('utf8');
  const parsed = call.deps.keys.parsePrivateKey(text, given.PassPhrase);
  demand(parsed !== undefined);
  return { password: given.Password, key: { text, passPhrase: given.PassPhrase, fingerprint: parsed.fingerprintMd5 } };
}

/** Seals each secret to its own place; absent ones stay as they are. A new key comes with its own pass phrase or with none. */
export async function sealCredentials(clear: ClearCredentials, accountId: string, call: Call): Promise<Partial<SealedCredentials> & { readonly privateKeyFingerprint?: string }> {
  const seal = async (field: string, secret: string): Promise<Uint8Array> => {
    const bytes = Buffer.from(secret, 'utf8');
    try {
      return await call.deps.vault.seal({ instanceId: call.instance.instanceId, table: 'host_accounts', row: accountId, field }, bytes);
    } finally {
      bytes.fill(0);
    }
  };
  const { password, key } = clear;
  return {
    ...(password === undefined ? {} : { password: await seal('password', password) }),
    ...(key === undefined ? {} : {
      privateKey: await seal('private_key', key.text),
      passPhrase: key.passPhrase === undefined ? null : await seal('pass_phrase', key.passPhrase),
      privateKeyFingerprint: key.fingerprint,
    }),
  };
}
