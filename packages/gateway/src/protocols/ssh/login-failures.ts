import type { Id, User } from '@sallyport/core';
import type { GateDeps } from '../../session/gate/gate.ts';

/**
 * Limits on wrong passwords from one address: per user of that address, and for the address as a whole. Neither touches public keys,
 * nor the same user elsewhere, so that a stranger can bar nobody but himself (ruling D2).
 */
export class LoginFailures {
  readonly #deps: GateDeps;
  readonly #instanceId: string;
  readonly #address: string;

  constructor(deps: GateDeps, instanceId: string, address: string) {
    this.#deps = deps;
    this.#instanceId = instanceId;
    this.#address = address;
  }

  /** Asks both counters for every name, known or not. */
  async barred(user: User | undefined): Promise<boolean> {
    const { store } = this.#deps;
    const now = await store.now();
    const [address, pair] = await Promise.all([
      store.loginFailures.isBarred(this.#instanceId, null, this.#address, now),
      user === undefined ? false : store.loginFailures.isBarred(this.#instanceId, user.id, this.#address, now),
    ]);
    return address || pair;
  }

  /** A bar that is on is not prolonged: trying on does not keep anybody out for ever. */
  async count(user: User | undefined, barred: boolean): Promise<void> {
    if (!barred) {
      const { perUser, perAddress } = this.#deps.settings.failures;
      await this.#add(null, perAddress);
      if (user !== undefined) await this.#add(user.id, perUser);
    }
    await this.#deps.store.audit.append([{
      instanceId: this.#instanceId, at: await this.#deps.store.now(), kind: 'login.failed',
      actor: user === undefined ? { kind: 'anonymous', id: '', name: '' } : { kind: 'user', id: user.id, name: user.userName },
      sourceAddress: this.#address, requestId: '', sessionId: '', outcome: barred ? 'BARRED' : 'WRONG', details: { protocol: 'SSH', method: 'password' },
    }]);
  }

  async #add(userId: Id | null, limit: number): Promise<void> {
    const { store, settings } = this.#deps;
    const now = await store.now();
    const count = await store.loginFailures.record(this.#instanceId, userId, this.#address, now, settings.failures.resetAfterMs);
    if (count >= limit) await store.loginFailures.bar(this.#instanceId, userId, this.#address, now + settings.failures.barMs);
  }
}
