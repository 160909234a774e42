/**
 * An opened secret as the SSH library needs it; its bytes are zeroed. The string cannot be, so it must only ever stand where it is dropped
 * after authentication.
 */
export function textOf(plain: Uint8Array): string {
  try {
    return Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength).toString('utf8');
  } finally {
    plain.fill(0);
  }
}
