import { ApiError } from '../dispatch/api-error.ts';

/** Clear bytes of a base64 parameter; throws InvalidParameter. Line breaks are tolerated, because encoders insert them. */
export function decodeBase64(text: string): Buffer {
  const plain = text.replace(/[\r\n]/g, '');
  const bytes = Buffer.from(plain, 'base64');
  if (bytes.length === 0 || unpadded(bytes.toString('base64')) !== unpadded(plain)) throw new ApiError('InvalidParameter');
  return bytes;
}

/** By hand: the pattern for it goes back over every run of `=` in a hostile text. */
function unpadded(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === '=') end -= 1;
  return text.slice(0, end);
}
