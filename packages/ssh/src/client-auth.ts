import { createSignature } from './keys/signature.ts';
import type { LoadedPrivateKey } from './keys/private-key.ts';
import { signatureAlgorithmsOf } from './transport/algorithms.ts';
import type { Transport } from './transport/transport.ts';
import { encodeFields, message } from './wire/message.ts';
import { MSG } from './wire/numbers.ts';
import { Reader, WireError } from './wire/reader.ts';

export interface ClientCredentials {
  readonly key: LoadedPrivateKey | undefined;
  readonly password: string | undefined;
}

type Try =
  | { readonly method: 'publickey'; readonly algorithm: string; readonly key: LoadedPrivateKey }
  | { readonly method: 'password' | 'keyboard-interactive'; readonly password: string };

/**
 * The client's half of RFC 4252 and, for a password alone, RFC 4256: many hosts take passwords only as keyboard-interactive.
 * Every credential is tried once for each form that the server allows.
 */
export class ClientAuth {
  readonly #transport: Transport;
  readonly #username: string;
  readonly #finish: (accepted: boolean) => void;
  #tries: Try[];
  #current: Try | undefined;
  /** A password is answered to one prompt only: a second round would be another question. */
  #answered = false;

  constructor(transport: Transport, username: string, credentials: ClientCredentials, serverAlgorithms: readonly string[] | undefined, finish: (accepted: boolean) => void) {
    this.#transport = transport;
    this.#username = username;
    this.#finish = finish;
    this.#tries = triesOf(credentials, serverAlgorithms);
  }

  start(): void {
    this.#next(undefined);
  }

  /** A message of numbers 50 to 79. */
  receive(payload: Uint8Array): void {
    const reader = new Reader(payload, 1);
    switch (payload[0]) {
      case MSG.USERAUTH_SUCCESS:
        this.#forget();
        return this.#finish(true);
      case MSG.USERAUTH_FAILURE: return this.#next(reader.text().split(','));
      case MSG.USERAUTH_BANNER: return;
      case MSG.USERAUTH_INFO_REQUEST: return this.#onSixty(reader);
      default: throw new WireError('Not an answer to authentication');
    }
  }

  #next(allowed: readonly string[] | undefined): void {
    this.#current = this.#tries.find((one) => allowed === undefined || allowed.includes(one.method));
    if (this.#current === undefined) {
      this.#forget();
      return this.#finish(false);
    }
    this.#tries = this.#tries.filter((one) => one !== this.#current);
    this.#answered = false;
    this.#send(this.#current);
  }

  #send(current: Try): void {
    switch (current.method) {
      case 'password': return this.#sendSecret(message(MSG.USERAUTH_REQUEST, this.#username, 'ssh-connection', 'password', false), current.password);
      case 'keyboard-interactive': return this.#transport.send(message(MSG.USERAUTH_REQUEST, this.#username, 'ssh-connection', 'keyboard-interactive', '', ''));
      // Signed at once: asking first would cost a round trip, and we have one key.
      case 'publickey': return this.#sendSigned(current.algorithm, current.key);
    }
  }

  #sendSigned(algorithm: string, { key, publicKey }: LoadedPrivateKey): void {
    const unsigned = message(MSG.USERAUTH_REQUEST, this.#username, 'ssh-connection', 'publickey', true, algorithm, Buffer.from(publicKey.blob, 'base64'));
    const data = Buffer.concat([encodeFields(this.#transport.sessionId), unsigned]);
    this.#transport.send(Buffer.concat([unsigned, encodeFields(createSignature(algorithm, key, data))]));
  }

  /** Number 60 means three things (RFC 4252 §7, §8, RFC 4256 §3.2); which one hangs on what was asked. */
  #onSixty(reader: Reader): void {
    const current = this.#current;
    if (current?.method === 'publickey') return;
    // A password to be changed is one that does not let us in.
    if (current?.method !== 'keyboard-interactive') return this.#next(undefined);
    reader.string();
    reader.string();
    reader.string();
    const prompts = reader.uint32();
    const hidden = prompts === 1 && reader.string().length >= 0 && !reader.bool();
    if (prompts === 0) return this.#transport.send(message(MSG.USERAUTH_INFO_RESPONSE, 0));
    if (!hidden || this.#answered) return this.#next(undefined);
    this.#answered = true;
    this.#sendSecret(message(MSG.USERAUTH_INFO_RESPONSE, 1), current.password);
  }

  /** The one copy of the secret that we make is wiped; buffers of Node's pool would keep it for as long as their neighbours live. */
  #sendSecret(head: Uint8Array, secret: string): void {
    const length = Buffer.byteLength(secret, 'utf8');
    const payload = Buffer.alloc(head.length + 4 + length);
    payload.set(head);
    payload.writeUInt32BE(length, head.length);
    payload.write(secret, head.length + 4, 'utf8');
    this.#transport.send(payload);
    payload.fill(0);
  }

  #forget(): void {
    this.#tries = [];
    this.#current = undefined;
  }
}

function triesOf(credentials: ClientCredentials, serverAlgorithms: readonly string[] | undefined): Try[] {
  const { key, password } = credentials;
  const algorithms = key === undefined ? [] : signatureAlgorithmsOf(key.publicKey.algorithm);
  // RFC 8308 §3.1: the list may be absent, and need not name everything that works.
  const known = algorithms.filter((name) => serverAlgorithms?.includes(name) ?? true);
  const byKey = (known.length > 0 ? known : algorithms).flatMap((algorithm): Try[] => (key ? [{ method: 'publickey', algorithm, key }] : []));
  const byPassword = password === undefined ? [] : (['password', 'keyboard-interactive'] as const).map((method): Try => ({ method, password }));
  return [...byKey, ...byPassword];
}
