import type { Random } from '../../deps.ts';

const ID_LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';

/** `SP` and 22 characters without look-alikes; a secret of 240 bits. */
export function newAccessKey(random: Random): { readonly accessKeyId: string; readonly secret: string } {
  const letters = [...random.bytes(22)].map((byte) => ID_LETTERS[byte % ID_LETTERS.length] ?? '2').join('');
  return { accessKeyId: `SP${letters}`, secret: Buffer.from(random.bytes(30)).toString('base64url') };
}
