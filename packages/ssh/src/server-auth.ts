import { importPublicKey } from './keys/public-key.ts';
import { SIGNATURE_ALGORITHMS, keyAlgorithmOf, verifySignature } from './keys/signature.ts';
import type { AuthAttempt, AuthVerdict } from './port.ts';
import type { Transport } from './transport/transport.ts';
import { encodeFields, message } from './wire/message.ts';
import { DISCONNECT, MSG } from './wire/numbers.ts';
import { Reader, WireError } from './wire/reader.ts';

export type AuthHandler = (attempt: AuthAttempt) => Promise<AuthVerdict>;

export interface ServerAuthOptions {
  readonly transport: Transport;
  readonly maxAttempts: number;
  /** Undefined: nobody has registered, and nobody gets in. */
  readonly handler: () => AuthHandler | undefined;
  readonly accepted: () => void;
  readonly failed: (error: Error) => void;
}

/** Requests that may wait while one is being judged; clients send the next only after the answer. */
const MAX_WAITING = 8;
/** Requests of any kind, answered or not: key queries are free, but not without end. */
const MAX_REQUESTS = 128;
const MAX_NAME = 1024;

/** One attempt as the wire has it. `fails`: refused here, without asking anybody. */
type Parsed = { readonly attempt: AuthAttempt; readonly algorithm?: string } | { readonly fails: 'counted' | 'uncounted' };

/** The server's half of RFC 4252: `none`, password and public key. */
export class ServerAuth {
  readonly #options: ServerAuthOptions;
  readonly #waiting: Uint8Array[] = [];
  #busy = false;
  #done = false;
  #requests = 0;
  #failures = 0;
  #username: string | undefined;
  #methods = 'publickey,password';

  constructor(options: ServerAuthOptions) {
    this.#options = options;
  }

  /** A message of numbers 50 to 79. */
  receive(payload: Uint8Array): void {
    // RFC 4252 §5.1: requests after success are ignored.
    if (this.#done) return;
    if (payload[0] !== MSG.USERAUTH_REQUEST) throw new WireError('Not an authentication request');
    this.#requests += 1;
    if (this.#requests > MAX_REQUESTS || this.#waiting.length >= MAX_WAITING) throw new WireError('Too many authentication requests');
    this.#waiting.push(payload);
    if (this.#busy) return;
    this.#busy = true;
    this.#serve().catch((error: unknown) => {
      this.#done = true;
      this.#options.failed(error instanceof Error ? error : new Error(String(error)));
      this.#options.transport.disconnect(DISCONNECT.BY_APPLICATION, 'Authentication is not possible', 1000);
    });
  }

  async #serve(): Promise<void> {
    for (let payload = this.#waiting.shift(); payload !== undefined && !this.#done; payload = this.#waiting.shift()) await this.#judge(payload);
    this.#busy = false;
  }

  async #judge(payload: Uint8Array): Promise<void> {
    const parsed = this.#parse(payload);
    // The payload held the password in clear.
    payload.fill(0);
    if ('fails' in parsed) return this.#fail(parsed.fails, undefined);
    const handler = this.#options.handler();
    const verdict: AuthVerdict = handler ? await handler(parsed.attempt) : { accept: false, methods: [], disconnect: true };
    if (!verdict.accept) return this.#fail(countsAsFailure(parsed.attempt) ? 'counted' : 'uncounted', verdict);
    if (parsed.attempt.method === 'publickey' && !parsed.attempt.proven) return this.#answerQuery(parsed.algorithm ?? '', parsed.attempt.key.blob);
    this.#done = true;
    this.#options.transport.send(message(MSG.USERAUTH_SUCCESS));
    this.#options.accepted();
  }

  #fail(kind: 'counted' | 'uncounted', verdict: (AuthVerdict & { readonly accept: false }) | undefined): void {
    const { transport, maxAttempts } = this.#options;
    if (kind === 'counted') this.#failures += 1;
    if (verdict) this.#methods = verdict.methods.join(',');
    if (verdict?.banner !== undefined) transport.send(message(MSG.USERAUTH_BANNER, verdict.banner, ''));
    if (verdict?.disconnect !== true && this.#failures < maxAttempts) return transport.send(message(MSG.USERAUTH_FAILURE, this.#methods, false));
    this.#done = true;
    transport.disconnect(DISCONNECT.NO_MORE_AUTH_METHODS, 'Too many authentication failures', 1000);
  }

  #answerQuery(algorithm: string, blob: string): void {
    this.#options.transport.send(message(MSG.USERAUTH_PK_OK, algorithm, Buffer.from(blob, 'base64')));
  }

  #parse(payload: Uint8Array): Parsed {
    const reader = new Reader(payload, 1);
    const username = reader.text();
    const service = reader.text();
    const method = reader.text();
    if (username.length > MAX_NAME) throw new WireError('The user name is too long');
    if (service !== 'ssh-connection') throw new WireError('No such service');
    // As OpenSSH's server does: limits and decisions hang on the name.
    if (this.#username !== undefined && this.#username !== username) throw new WireError('The user name was changed');
    this.#username = username;
    if (method === 'none') return { attempt: { method, username } };
    if (method === 'password') return parsePassword(reader, username);
    if (method === 'publickey') return this.#parsePublicKey(reader, username, payload);
    return { fails: 'uncounted' };
  }

  /** RFC 4252 §7, RFC 8332 §3. */
  #parsePublicKey(reader: Reader, username: string, payload: Uint8Array): Parsed {
    const signed = reader.bool();
    const algorithm = reader.text();
    const blob = reader.string();
    const signedLength = reader.position;
    const imported = importPublicKey(blob);
    if (imported === undefined || !SIGNATURE_ALGORITHMS.includes(algorithm) || keyAlgorithmOf(algorithm) !== imported.algorithm) {
      return { fails: signed ? 'counted' : 'uncounted' };
    }
    const attempt = { method: 'publickey' as const, username, key: { algorithm: imported.algorithm, blob: Buffer.from(blob).toString('base64') } };
    if (!signed) return { attempt: { ...attempt, proven: false }, algorithm };
    const data = Buffer.concat([encodeFields(this.#options.transport.sessionId), payload.subarray(0, signedLength)]);
    if (!verifySignature(algorithm, imported.key, data, reader.string())) return { fails: 'counted' };
    return { attempt: { ...attempt, proven: true }, algorithm };
  }
}

/** RFC 4252 §8. A change of password is not offered, so asking for one fails. */
function parsePassword(reader: Reader, username: string): Parsed {
  const change = reader.bool();
  const password = reader.text();
  return change ? { fails: 'counted' } : { attempt: { method: 'password', username, password } };
}

function countsAsFailure(attempt: AuthAttempt): boolean {
  return attempt.method === 'password' || (attempt.method === 'publickey' && attempt.proven);
}
