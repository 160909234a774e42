import type { HintBus, Store, TargetWork } from '@sallyport/core';
import { causeOf } from '../log.ts';
import type { Log } from '../log.ts';
import type { GatewaySettings } from '../settings.ts';
import { within } from '../within.ts';

export interface TargetWorkerDeps {
  readonly store: Pick<Store, 'now' | 'targetWork'> & { readonly hints: HintBus };
  readonly nodeId: string;
  /** Whether this node may act. */
  readonly mayAct: () => boolean;
  /** Does one piece of work; never rejects, and ends soon after `stop`. */
  readonly perform: (work: TargetWork, stop: AbortSignal) => Promise<void>;
  readonly readTimeoutMs: number;
  readonly log: Log;
  readonly settings: GatewaySettings['targetWork'];
}

/**
 * Takes what the control plane wants done on targets: a few pieces at a time, each under a lease, so that another node begins it anew when this one
 * dies over it. Hints make it prompt; polling makes good a lost hint, and finds what a dead node left.
 */
export class TargetWorker {
  readonly #deps: TargetWorkerDeps;
  readonly #running = new Set<Promise<void>>();
  readonly #stop = new AbortController();
  #unsubscribe: (() => void) | undefined;
  #poll: NodeJS.Timeout | undefined;
  #taking: Promise<void> | undefined;
  /** Something may have come while it looked. */
  #again = false;

  constructor(deps: TargetWorkerDeps) {
    this.#deps = deps;
  }

  async start(): Promise<void> {
    this.#unsubscribe = await this.#deps.store.hints.subscribe((hints) => {
      if (hints.some((hint) => hint.kind === 'work')) this.#look();
    });
    this.#arm();
  }

  /** Takes nothing more and gives up what it is at, with an outcome. Resolves when that is done; never rejects. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#unsubscribe?.();
    clearTimeout(this.#poll);
    await this.#taking;
    await Promise.all(this.#running);
  }

  #arm(): void {
    if (this.#stop.signal.aborted) return;
    this.#poll = setTimeout(() => {
      this.#look();
      this.#arm();
    }, this.#deps.settings.pollMs);
  }

  /** One look at a time, however many hints: what comes meanwhile makes it look once more. */
  #look(): void {
    this.#again = true;
    if (this.#taking !== undefined) return;
    this.#taking = this.#take()
      .catch((error: unknown) => { this.#deps.log.warn('target work could not be looked for', { cause: causeOf(error) }); })
      .finally(() => {
        this.#taking = undefined;
        // A hint that came after the last look and before this line.
        if (this.#again && this.#mayTake()) this.#look();
      });
  }

  async #take(): Promise<void> {
    while (this.#again && this.#mayTake()) {
      this.#again = false;
      while (this.#mayTake()) {
        const work = await this.#lease();
        if (work === undefined) break;
        this.#run(work);
      }
    }
  }

  #mayTake(): boolean {
    return !this.#stop.signal.aborted && this.#running.size < this.#deps.settings.concurrent && this.#deps.mayAct();
  }

  /** An answer that comes too late is lost with its lease, and the work is taken again when that is over. */
  async #lease(): Promise<TargetWork | undefined> {
    const { store, nodeId, settings, readTimeoutMs } = this.#deps;
    return within(store.now().then((now) => store.targetWork.lease(nodeId, now, settings.leaseMs)), readTimeoutMs);
  }

  #run(work: TargetWork): void {
    const done = this.#deps.perform(work, this.#stop.signal)
      .catch((error: unknown) => { this.#deps.log.error('target work broke', { workId: work.id, cause: causeOf(error) }); })
      .finally(() => {
        this.#running.delete(done);
        this.#look();
      });
    this.#running.add(done);
  }
}
