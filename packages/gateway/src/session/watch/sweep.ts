import type { AccessReads } from '@sallyport/core';
import { causeOf } from '../../log.ts';
import type { Log } from '../../log.ts';
import type { GatewaySettings } from '../../settings.ts';
import { within } from '../../within.ts';
import type { Entry } from './entry.ts';
import type { SubjectIndex } from './subject-index.ts';

export interface SweepDeps {
  readonly reads: AccessReads;
  readonly log: Log;
  readonly settings: GatewaySettings['watch'];
}

/** Re-checks everybody in turn, so that a lost hint is made good within one period. */
export class Sweep {
  readonly #deps: SweepDeps;
  readonly #index: SubjectIndex<Entry>;
  readonly #check: (entry: Entry) => Promise<void>;
  /** Change counter of each instance as of its last complete round. */
  readonly #seen = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #stopped = true;

  constructor(deps: SweepDeps, index: SubjectIndex<Entry>, check: (entry: Entry) => Promise<void>) {
    this.#deps = deps;
    this.#index = index;
    this.#check = check;
  }

  start(): void {
    this.#stopped = false;
    this.#arm();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** The next round starts a period after the last one ended: rounds never overlap. */
  #arm(): void {
    const { sweepMs } = this.#deps.settings;
    if (this.#stopped || sweepMs === 0) return;
    this.#timer = setTimeout(() => { void this.#round().finally(() => { this.#arm(); }); }, sweepMs);
  }

  async #round(): Promise<void> {
    const instances = this.#index.instances();
    for (const gone of [...this.#seen.keys()].filter((id) => !instances.includes(id))) this.#seen.delete(gone);
    for (const instanceId of instances) {
      try {
        await this.#instance(instanceId);
      } catch (error) {
        this.#deps.log.warn('an instance could not be swept', { instanceId, cause: causeOf(error) });
      }
    }
  }

  async #instance(instanceId: string): Promise<void> {
    // Read before the facts: a change that comes in between is seen again next time rather than never.
    const counter = await within(this.#deps.reads.changeCounter(instanceId), this.#deps.settings.readTimeoutMs);
    if (this.#seen.get(instanceId) === counter) return;
    const checks = await Promise.allSettled([...this.#index.inInstance(instanceId)].map((entry) => this.#check(entry)));
    if (checks.every((check) => check.status === 'fulfilled')) this.#seen.set(instanceId, counter);
  }
}
