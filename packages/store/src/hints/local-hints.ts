import type { ChangeHint } from '@sallyport/core';
import type { ReportTrouble } from '../config.ts';

type Listener = (hints: readonly ChangeHint[]) => void;

/** The listeners of this process. */
export class LocalHints {
  readonly #listeners = new Set<Listener>();
  readonly #report: ReportTrouble;
  readonly #delivery: 'on' | 'off';

  /** `delivery` off loses every hint: for tests of the sweep that makes lost ones good. */
  constructor(delivery: 'on' | 'off', report: ReportTrouble) {
    this.#delivery = delivery;
    this.#report = report;
  }

  add(listener: Listener): () => void {
    // The same function may subscribe twice; each subscription ends by itself.
    const own: Listener = (hints) => { listener(hints); };
    this.#listeners.add(own);
    return () => { this.#listeners.delete(own); };
  }

  publish(hints: readonly ChangeHint[]): void {
    if (this.#delivery === 'off' || hints.length === 0) return;
    for (const listener of this.#listeners) {
      try {
        listener(hints);
      } catch (cause) {
        this.#report({ message: 'a listener for change hints failed', cause });
      }
    }
  }
}
