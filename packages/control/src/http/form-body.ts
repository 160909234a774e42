import { ApiError } from '../dispatch/api-error.ts';
import { parsePairs } from './pairs.ts';

const FORM = 'application/x-www-form-urlencoded';

/** Pairs of a request body. Clients send a form, nothing, or an empty body that they call JSON or bytes. */
export function parseBody(contentType: string | undefined, body: Uint8Array): Map<string, string> {
  if (body.length === 0) return new Map();
  const type = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase();
  const text = decodeUtf8(body);
  if (type === FORM) return parsePairs(text);
  if (type === 'application/json' && isEmptyJson(text.trim())) return new Map();
  throw new ApiError('UnsupportedContentType', { message: `A request body must be ${FORM}.` });
}

/** Anybody may send this text, a megabyte of it: no pattern here may try one place twice. */
function isEmptyJson(text: string): boolean {
  return text === '' || (text.startsWith('{') && text.endsWith('}') && text.slice(1, -1).trim() === '');
}

function decodeUtf8(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (error) {
    throw new ApiError('MalformedRequest', { message: 'The body is not UTF-8.', cause: error });
  }
}
