import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { ClientAuth } from './client-auth.ts';
import type { ClientCredentials } from './client-auth.ts';
import { PrivateKeyError, loadPrivateKey } from './keys/private-key.ts';
import { deferred } from './deferred.ts';
import { DialError } from './port.ts';
import type { DialErrorCode, DialOptions, PublicKey, TargetCredentials, TargetLeg } from './port.ts';
import { TargetConnection } from './target-leg.ts';
import { hostKeyPreference } from './transport/algorithms.ts';
import { ready } from './transport/ready.ts';
import { Ssh2Transport } from './transport/ssh2-transport.ts';
import { message } from './wire/message.ts';
import { DISCONNECT, MSG } from './wire/numbers.ts';
import { printable } from './wire/printable.ts';
import { Reader } from './wire/reader.ts';

/** Unread output of the engineer that a target may leave waiting before the engineer's input is paused. */
const MAX_BUFFERED = 4 * 1024 * 1024;

/** Connects, proves the host key, authenticates. Rejects with `DialError`. */
export async function dial(options: DialOptions): Promise<TargetLeg> {
  if (options.signal.aborted) throw new DialError('ABORTED', 'The connection to the target was given up');
  await ready();
  const socket = await openSocket(options);
  const dialling = new Dialling(options, socket);
  const abort = (): void => dialling.fail('ABORTED', 'The connection to the target was given up');
  options.signal.addEventListener('abort', abort, { once: true });
  // A signal that fired between the two listeners does not fire again.
  if (options.signal.aborted) abort();
  try {
    return await dialling.run();
  } finally {
    options.signal.removeEventListener('abort', abort);
  }
}

function openSocket(options: DialOptions): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: options.host, port: options.port, noDelay: true });
    const give = (code: DialErrorCode, text: string, cause?: Error): void => {
      settle();
      socket.on('error', () => undefined);
      socket.destroy();
      reject(new DialError(code, text, cause ? { cause } : {}));
    };
    const timer = setTimeout(() => give('TIMED_OUT', 'The target does not answer'), options.timeoutMs);
    const onError = (error: Error): void => give('UNREACHABLE', `The target cannot be reached (${codeOf(error)})`, error);
    const onAbort = (): void => give('ABORTED', 'The connection to the target was given up');
    const settle = (): void => {
      clearTimeout(timer);
      socket.off('error', onError);
      options.signal.removeEventListener('abort', onAbort);
    };
    socket.once('error', onError);
    socket.once('connect', () => {
      settle();
      resolve(socket);
    });
    options.signal.addEventListener('abort', onAbort, { once: true });
    if (options.signal.aborted) onAbort();
  });
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : 'no reason given';
}

/** One dial from the open socket to the authenticated leg. */
class Dialling {
  readonly #options: DialOptions;
  readonly #transport: Ssh2Transport;
  readonly #leg: TargetConnection;
  readonly #done = deferred<TargetLeg>();
  #phase: 'exchange' | 'authentication' | 'done' | 'failed' = 'exchange';
  #timer: NodeJS.Timeout | undefined;
  #hostKey: PublicKey | undefined;
  #serverAlgorithms: readonly string[] | undefined;
  readonly #serviceGranted = deferred<void>();
  #auth: ClientAuth | undefined;

  constructor(options: DialOptions, socket: Socket) {
    this.#options = options;
    this.#transport = new Ssh2Transport({
      socket,
      ident: options.ident ?? 'Sallyport',
      maxBuffered: MAX_BUFFERED,
      ...(options.rekeyBytes === undefined ? {} : { rekeyBytes: options.rekeyBytes }),
      role: {
        kind: 'client',
        hostKeyAlgorithms: hostKeyPreference(options.knownAlgorithms),
        hostKey: (blob) => this.#sawHostKey(blob),
      },
      handlers: {
        identified: () => undefined,
        established: () => this.#established(),
        message: (payload) => this.#receive(payload),
        congested: () => this.#leg.congested(),
        drained: () => this.#leg.drained(),
        failed: (error) => this.#broke(error),
        closed: () => this.#closed(),
      },
    });
    this.#leg = new TargetConnection(this.#transport);
    this.#arm('The target does not complete the key exchange');
  }

  run(): Promise<TargetLeg> {
    return this.#done.promise;
  }

  fail(code: DialErrorCode, text: string, cause?: unknown): void {
    if (this.#phase === 'done' || this.#phase === 'failed') return;
    this.#phase = 'failed';
    clearTimeout(this.#timer);
    this.#serviceGranted.resolve();
    this.#transport.disconnect(DISCONNECT.BY_APPLICATION, '', 500);
    this.#done.reject(new DialError(code, text, cause === undefined ? {} : { cause }));
  }

  /** The signature that proves the key has not been checked yet, so nobody is asked here. New keys later must come with the same host key. */
  #sawHostKey(blob: Uint8Array): boolean {
    const key = { algorithm: new Reader(blob).text(), blob: Buffer.from(blob).toString('base64') };
    if (this.#hostKey !== undefined) return this.#hostKey.blob === key.blob;
    this.#hostKey = key;
    return true;
  }

  #established(): void {
    this.#authenticate().catch((error: unknown) => {
      if (error instanceof PrivateKeyError) this.fail('BAD_PRIVATE_KEY', error.message, error);
      else this.fail('PROTOCOL_ERROR', 'The target could not be authenticated to', error);
    });
  }

  async #authenticate(): Promise<void> {
    clearTimeout(this.#timer);
    const key = this.#hostKey;
    if (key === undefined || !(await this.#options.verifyHostKey(key))) return this.fail('HOST_KEY_REFUSED', 'The host key of the target is refused');
    if (this.#phase !== 'exchange') return;
    this.#phase = 'authentication';
    this.#arm('The target does not complete the authentication');
    this.#transport.send(message(MSG.SERVICE_REQUEST, 'ssh-userauth'));
    await this.#serviceGranted.promise;
    if (this.#phase !== 'authentication') return;
    const credentials = loadCredentials(await this.#options.credentials());
    if (this.#phase !== 'authentication') return;
    this.#auth = new ClientAuth(this.#transport, this.#options.username, credentials, this.#serverAlgorithms, (accepted) => this.#judged(accepted));
    this.#auth.start();
  }

  #judged(accepted: boolean): void {
    this.#auth = undefined;
    if (!accepted) return this.fail('AUTHENTICATION_FAILED', 'The target refuses the credentials');
    if (this.#phase !== 'authentication') return;
    this.#phase = 'done';
    clearTimeout(this.#timer);
    this.#done.resolve(this.#leg);
  }

  #receive(payload: Uint8Array): void {
    const type = payload[0] ?? 0;
    if (type === MSG.SERVICE_ACCEPT) this.#serviceGranted.resolve();
    else if (type === MSG.EXT_INFO) this.#serverAlgorithms ??= readServerAlgorithms(payload);
    else if (type >= MSG.USERAUTH_REQUEST && type < MSG.GLOBAL_REQUEST) this.#auth?.receive(payload);
    else if (this.#phase === 'done') this.#leg.receive(payload);
  }

  #broke(error: Error): void {
    const text = printable(error.message);
    if (text.includes('no matching') || text.includes('No matching')) return this.fail('NO_COMMON_ALGORITHM', text, error);
    // sshd disconnects with these words, instead of a last refusal, once MaxAuthTries is reached.
    if (this.#phase === 'authentication' && /authentication failures/i.test(text)) return this.fail('AUTHENTICATION_FAILED', 'The target refuses the credentials', error);
    this.fail('PROTOCOL_ERROR', text, error);
  }

  #closed(): void {
    this.fail('PROTOCOL_ERROR', this.#phase === 'authentication' ? 'The target closed the connection during authentication' : 'The target closed the connection during the key exchange');
    this.#leg.over();
  }

  #arm(text: string): void {
    this.#timer = setTimeout(() => this.fail('TIMED_OUT', text), this.#options.timeoutMs);
  }
}

function loadCredentials(credentials: TargetCredentials): ClientCredentials {
  const { privateKey, passPhrase, password } = credentials;
  return { key: privateKey === undefined ? undefined : loadPrivateKey(privateKey, passPhrase), password };
}

/** server-sig-algs of SSH_MSG_EXT_INFO (RFC 8308 §2.3, §3.1). */
function readServerAlgorithms(payload: Uint8Array): readonly string[] | undefined {
  const reader = new Reader(payload, 1);
  for (let left = reader.uint32(); left > 0; left -= 1) {
    const name = reader.text();
    const value = reader.text();
    if (name === 'server-sig-algs') return value.split(',');
  }
  return undefined;
}
