import crypto from 'ssh2/lib/protocol/crypto.js';

/** ssh2's poly1305 is WebAssembly that loads in its own time; a key exchange before that would break. */
export async function ready(): Promise<void> {
  await crypto.init;
}
