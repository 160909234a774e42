/** The states that an object may be in: one while nothing is asked of it, two while an answer is outstanding. */
type Allowed = ReadonlySet<string>;

export interface Difference {
  readonly key: string;
  readonly allowed: readonly string[];
  readonly found: string;
  /** lost: an acknowledged write is not there. half-applied: a state that no write leads to. */
  readonly kind: 'lost' | 'half-applied';
}

/** What the server has acknowledged, kept outside of it. Keys are names, because the id of an unanswered creation is unknown. */
export class Ledger {
  readonly #states = new Map<string, Allowed>();
  readonly #requests = new Set<string>();
  #acknowledged = 0;
  #inFlight = 0;

  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** Writes that were sent and have no answer. */
  get inFlight(): number {
    return this.#inFlight;
  }

  get requests(): ReadonlySet<string> {
    return this.#requests;
  }

  /** What follows from acknowledged writes to other objects. */
  known(key: string, state: string): void {
    this.#states.set(key, new Set([state]));
  }

  /** Before the call: from now on the object may be as it was or as `to` says. */
  sent(keys: readonly string[], to: string): void {
    this.#inFlight += 1;
    for (const key of keys) this.#states.set(key, new Set([...(this.#states.get(key) ?? ['absent']), to]));
  }

  acknowledge(keys: readonly string[], to: string, requestId: string): void {
    this.#inFlight -= 1;
    this.#acknowledged += 1;
    this.#requests.add(requestId);
    for (const key of keys) this.#states.set(key, new Set([to]));
  }

  /** An answer that says that nothing was done. */
  refused(): void {
    this.#inFlight -= 1;
  }

  /** Compares with what the restarted server holds; what was found is what must be there the next time. */
  settle(found: (key: string) => string): readonly Difference[] {
    this.#inFlight = 0;
    const differences: Difference[] = [];
    for (const [key, allowed] of this.#states) {
      const state = found(key);
      if (!allowed.has(state)) {
        differences.push({ key, allowed: [...allowed], found: state, kind: allowed.size === 1 && !state.startsWith('half') ? 'lost' : 'half-applied' });
      }
      this.#states.set(key, new Set([state]));
    }
    return differences;
  }
}
