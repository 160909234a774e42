import { ApiError } from '../dispatch/api-error.ts';

/** Clear bytes of a base64 parameter; throws InvalidParameter. Line breaks are tolerated, because encoders insert them. */
export function decodeBase64(text: string): Buffer {
  const plain = text.replace(/[\r\n]/g, '');
  const bytes = Buffer.from(plain, 'base64');
  if (bytes.length === 0 || bytes.toString('base64').replace(/=+$/, '') !== plain.replace(/=+$/, '')) throw new ApiError('InvalidParameter');
  return bytes;
}
