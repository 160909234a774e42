import { STATUS_CODES } from 'node:http';
import { translateOsmError } from '../dispatch/translate-osm-error.ts';
import { translateError } from '../dispatch/translate-error.ts';
import { OsmError } from '../service-tickets/osm-error.ts';

/** A refusal in the form of OpenStack Keystone, which the identity routes speak. The message reaches strangers. */
export class KeystoneError extends Error {
  readonly status: number;
  readonly retryAfterMs: number | undefined;

  constructor(status: number, message: string, options: { readonly retryAfterMs?: number; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'KeystoneError';
    this.status = status;
    this.retryAfterMs = options.retryAfterMs;
  }
}

export function keystoneBody(error: KeystoneError): Readonly<Record<string, unknown>> {
  return { error: { code: error.status, message: error.message, title: STATUS_CODES[error.status] ?? 'Error' } };
}

/** What a caller of the identity routes may know of something that was thrown. */
export function translateKeystoneError(thrown: unknown): KeystoneError {
  if (thrown instanceof KeystoneError) return thrown;
  if (!(thrown instanceof OsmError) && translateError(thrown).status === 503) return new KeystoneError(503, 'The service is busy. Try again.', { cause: thrown });
  const known = translateOsmError(thrown);
  const cause: unknown = known.status >= 500 ? known.cause : undefined;
  return new KeystoneError(known.status, known.text.en, { ...(known.retryAfterMs === undefined ? {} : { retryAfterMs: known.retryAfterMs }), ...(cause === undefined ? {} : { cause }) });
}
