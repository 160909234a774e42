// No SHA-1, no CBC, no DSA, no compression. No group18: it costs a stranger one message and us 17 ms.
// diffie-hellman-group-exchange-sha256 is missing because ssh2 offers it as a server without being able to do it.

export const KEX: readonly string[] = [
  'curve25519-sha256', 'curve25519-sha256@libssh.org',
  'ecdh-sha2-nistp256', 'ecdh-sha2-nistp384', 'ecdh-sha2-nistp521',
  'diffie-hellman-group16-sha512', 'diffie-hellman-group14-sha256',
];

export const CIPHERS: readonly string[] = [
  'aes256-gcm@openssh.com', 'aes128-gcm@openssh.com', 'chacha20-poly1305@openssh.com', 'aes256-ctr', 'aes192-ctr', 'aes128-ctr',
];

export const MACS: readonly string[] = [
  'hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512',
];

export const HOST_KEY_ALGORITHMS: readonly string[] = [
  'ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'rsa-sha2-512', 'rsa-sha2-256',
];

/** Signature algorithms that a host key of this form can be asked to use. */
export function signatureAlgorithmsOf(keyAlgorithm: string): readonly string[] {
  return keyAlgorithm === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256'] : [keyAlgorithm];
}

/** All host key algorithms, those of pinned keys first: a host with several keys then shows the pinned one. */
export function hostKeyPreference(knownAlgorithms: readonly string[]): readonly string[] {
  const known = knownAlgorithms.flatMap(signatureAlgorithmsOf).filter((name) => HOST_KEY_ALGORITHMS.includes(name));
  return [...new Set([...known, ...HOST_KEY_ALGORITHMS])];
}
