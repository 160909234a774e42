import { networkOf } from '@sallyport/core';
import type { EventBudget, Id, User } from '@sallyport/core';
import type { GateDeps } from '../../session/gate/gate.ts';

/** What a first factor needs of the gate's parts. */
export interface FirstFactorDeps extends Pick<GateDeps, 'store' | 'passwords' | 'monotonic' | 'log' | 'settings'> {
  /** Of the whole door, for attempts that are barred anyway: they cost a stranger nothing, and each would be a row that stays for ever. */
  readonly barredEvents: EventBudget;
}

/**
 * Limits on wrong passwords from one address: per user of that address, and for the address as a whole. Neither touches public keys,
 * nor the same user elsewhere, so that a stranger can bar nobody but himself (ruling D2). IPv6 counts by the /64: whoever has one address
 * of it has them all, and would guess on from the next.
 */
export class LoginFailures {
  readonly #deps: FirstFactorDeps;
  readonly #instanceId: string;
  /** As the audit log names it. */
  readonly #address: string;
  readonly #network: string;

  constructor(deps: FirstFactorDeps, instanceId: string, address: string) {
    this.#deps = deps;
    this.#instanceId = instanceId;
    this.#address = address;
    this.#network = networkOf(address);
  }

  /** Asks both counters for every name, known or not. */
  async barred(user: User | undefined): Promise<boolean> {
    const { store } = this.#deps;
    const now = await store.now();
    const [address, pair] = await Promise.all([
      store.loginFailures.isBarred(this.#instanceId, null, this.#network, now),
      user === undefined ? false : store.loginFailures.isBarred(this.#instanceId, user.id, this.#network, now),
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
    const suppressed = barred ? this.#deps.barredEvents.spend(this.#network) : 0;
    if (suppressed === undefined) return;
    await this.#deps.store.audit.append([{
      instanceId: this.#instanceId, at: await this.#deps.store.now(), kind: 'login.failed',
      actor: user === undefined ? { kind: 'anonymous', id: '', name: '' } : { kind: 'user', id: user.id, name: user.userName },
      sourceAddress: this.#address, requestId: '', sessionId: '', outcome: barred ? 'BARRED' : 'WRONG', details: { protocol: 'SSH', method: 'password', ...(suppressed === 0 ? {} : { suppressedBefore: suppressed }) },
    }]);
  }

  /** After a success: what the user himself mistyped before does not count. */
  async clear(user: User): Promise<void> {
    await this.#deps.store.loginFailures.clear(this.#instanceId, user.id, this.#network);
  }

  async #add(userId: Id | null, limit: number): Promise<void> {
    const { store, settings } = this.#deps;
    const now = await store.now();
    const count = await store.loginFailures.record(this.#instanceId, userId, this.#network, now, settings.failures.resetAfterMs);
    if (count >= limit) await store.loginFailures.bar(this.#instanceId, userId, this.#network, now + settings.failures.barMs);
  }
}
