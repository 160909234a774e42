import type { SshKeys, SshPublicKey } from '@sallyport/control';
import { PrivateKeyError, fingerprintMd5, fingerprintSha256, parsePrivateKey, parsePublicKey } from '@sallyport/ssh';
import type { PublicKey } from '@sallyport/ssh';

/** What the control plane may know of SSH keys, by way of the library that it must not import. */
export const sshKeys: SshKeys = {
  parsePublicKey: (text) => {
    const key = parsePublicKey(text);
    return key === undefined ? undefined : withFingerprints(key);
  },
  parsePrivateKey: (text, passPhrase) => {
    try {
      return withFingerprints(parsePrivateKey(text, passPhrase).publicKey);
    } catch (error) {
      if (error instanceof PrivateKeyError) return undefined;
      throw error;
    }
  },
};

function withFingerprints({ algorithm, blob }: PublicKey): SshPublicKey {
  return { algorithm, blob, fingerprintMd5: fingerprintMd5(blob), fingerprintSha256: fingerprintSha256(blob) };
}
