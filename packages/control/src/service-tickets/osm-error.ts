import { REST_ERRORS } from '@sallyport/contract';
import type { RestErrorCode } from '@sallyport/contract';
import type { Phrase } from '@sallyport/core';

/** A refusal of the service-ticket API on its way to the caller. Business codes travel with HTTP 200, as that API does it. */
export class OsmError extends Error {
  readonly code: RestErrorCode;
  readonly status: number;
  /** What `error_msg` says in the caller's language; at most 32 characters each where the code is one of OSM's. */
  readonly text: Phrase;
  readonly retryAfterMs: number | undefined;

  /** `text` in place of the registry's; never holds a secret, a banner or a path. */
  constructor(code: RestErrorCode, options: { readonly text?: Phrase; readonly retryAfterMs?: number; readonly cause?: unknown } = {}) {
    const known = REST_ERRORS[code];
    super(`${code} ${options.text?.en ?? known.en}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'OsmError';
    this.code = code;
    this.status = known.status;
    this.text = options.text ?? { en: known.en, zh: known.zh };
    this.retryAfterMs = options.retryAfterMs;
  }
}
