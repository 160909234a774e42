import { DomainError, parseLoginName } from '@sallyport/core';
import type { LoginName, User } from '@sallyport/core';
import { fingerprintSha256 } from '@sallyport/ssh';
import type { AuthAttempt, AuthVerdict } from '@sallyport/ssh';
import type { Identity } from '../../session/gate/applicant.ts';
import { causeOf } from '../../log.ts';
import { LoginFailures } from './login-failures.ts';
import type { FirstFactorDeps } from './login-failures.ts';

const REFUSED: AuthVerdict = { accept: false, methods: ['publickey', 'password'] };

/** No id is so: the look-up for an unknown name costs what one for a known name costs. */
const NOBODY = '0';
/** Agents offer many keys in turn, so a refused key is answered sooner than a refused password. */
const KEY_ANSWER_MS = 25;

/** Whoever proved a first factor, and what the login name asked for. */
export interface Authenticated {
  readonly identity: Identity;
  readonly asked: Exclude<LoginName, { readonly kind: 'malformed' }>;
}

/**
 * The first factor of one connection. Says yes or no and nothing else: an unknown name, a wrong password, a barred pair and a directory
 * user cost the same and are answered the same, and a locked user who knows his password learns of the lock only afterwards (ruling H1).
 */
export class Authentication {
  readonly #deps: FirstFactorDeps;
  readonly #instanceId: string;
  readonly #address: string;
  readonly #failures: LoginFailures;
  readonly #onSuccess: (authenticated: Authenticated) => void;

  constructor(deps: FirstFactorDeps, instanceId: string, address: string, onSuccess: (authenticated: Authenticated) => void) {
    this.#deps = deps;
    this.#instanceId = instanceId;
    this.#address = address;
    this.#failures = new LoginFailures(deps, instanceId, address);
    this.#onSuccess = onSuccess;
  }

  async answer(attempt: AuthAttempt): Promise<AuthVerdict> {
    if (attempt.method === 'none') return REFUSED;
    const began = this.#deps.monotonic();
    try {
      if (attempt.method === 'publickey') return await this.#publicKey(attempt, began);
      return await this.#password(attempt, began);
    } catch (error) {
      this.#deps.log.error('a first factor could not be checked', { address: this.#address, cause: causeOf(error) });
      return this.#refuse(began);
    }
  }

  async #publicKey(attempt: Extract<AuthAttempt, { method: 'publickey' }>, began: number): Promise<AuthVerdict> {
    const found = await this.#find(attempt.username);
    const key = await this.#deps.store.publicKeys.find(this.#instanceId, found?.user.id ?? NOBODY, attempt.key.blob);
    if (found === undefined || key === undefined || key.algorithm !== attempt.key.algorithm) return this.#refuse(began, KEY_ANSWER_MS);
    if (attempt.proven) this.#succeed(found, 'publickey', fingerprintSha256(attempt.key.blob));
    return { accept: true };
  }

  async #password(attempt: Extract<AuthAttempt, { method: 'password' }>, began: number): Promise<AuthVerdict> {
    const found = await this.#find(attempt.username);
    const user = found?.user;
    const barred = await this.#failures.barred(user);
    const hash = user === undefined ? null : await this.#deps.store.users.passwordHash(this.#instanceId, user.id);
    // Directory users prove themselves to their directory, which this version cannot ask.
    const usable = user !== undefined && (user.source === 'Local' || user.source === 'Ram');
    const right = await this.#verified(usable ? hash : null, attempt.password);
    if (found === undefined || right !== 'right' || barred) {
      if (right !== 'busy') await this.#failures.count(user, barred);
      return this.#refuse(began);
    }
    await this.#failures.clear(found.user);
    this.#succeed(found, 'password', '');
    return { accept: true };
  }

  /** busy: nothing was checked, so nothing counts. */
  async #verified(hash: string | null, password: string): Promise<'right' | 'wrong' | 'busy'> {
    try {
      return await this.#deps.passwords.verify(hash, password) ? 'right' : 'wrong';
    } catch (error) {
      if (error instanceof DomainError && error.code === 'STORE_BUSY') return 'busy';
      throw error;
    }
  }

  /** A user may be called `a@b@c`: the whole name is looked up besides its reading, always both. */
  async #find(name: string): Promise<{ readonly user: User; readonly asked: Authenticated['asked'] } | undefined> {
    const asked = parseLoginName(name);
    if (asked.kind === 'malformed') return undefined;
    const [whole, parsed] = await Promise.all([
      this.#deps.store.users.findByName(this.#instanceId, name),
      this.#deps.store.users.findByName(this.#instanceId, asked.user),
    ]);
    if (whole !== undefined) return { user: whole, asked: { kind: 'menu', user: name } };
    return parsed === undefined ? undefined : { user: parsed, asked };
  }

  #succeed(found: { readonly user: User; readonly asked: Authenticated['asked'] }, method: Identity['method'], keyFingerprint: string): void {
    this.#onSuccess({
      identity: { instanceId: this.#instanceId, user: found.user, sourceAddress: this.#address, method, keyFingerprint },
      asked: found.asked,
    });
  }

  /**
   * Not before its time: what a refusal cost must not tell why. When the machine is busy (somebody may keep it so) and the time has
   * passed, the answer comes at the next full multiple of it: the few milliseconds by which names differ still do not show.
   */
  async #refuse(began: number, answerMs = this.#deps.settings.failures.answerMs): Promise<AuthVerdict> {
    const left = answerMs - (this.#deps.monotonic() - began) % answerMs;
    await new Promise((resolve) => { setTimeout(resolve, left); });
    return REFUSED;
  }
}
