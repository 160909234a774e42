import { causeOf } from './log.ts';
import type { GatewayDeps } from './deps.ts';
import { SshDoor } from './protocols/ssh/door.ts';
import type { SshListen } from './protocols/ssh/door.ts';
import type { GateDeps } from './session/gate/gate.ts';
import { TargetAddresses } from './session/gate/target-address.ts';
import type { Listener } from './session/gate/target-address.ts';
import { Lease } from './session/lease.ts';
import type { Closed } from './session/lease.ts';
import type { LiveSession } from './session/live-session.ts';
import { Reaper } from './session/reaper.ts';
import { SessionLedger } from './session/session-ledger.ts';
import { AccessWatch } from './session/watch/access-watch.ts';
import { perform } from './target-work/perform.ts';
import { TargetWorker } from './target-work/target-worker.ts';
import { within } from './within.ts';

/** The data plane of one node. */
export interface Gateway {
  /** Reads before it admits: the lease, what an earlier life left behind, and the subscription to changes. Rejects without the store. */
  start(): Promise<void>;
  /** After `start`. Port 0 picks one. */
  listen(ssh: SshListen): Promise<{ readonly host: string; readonly port: number }>;
  /** Tells every engineer why, ends all sessions, closes the books. Resolves within 5 s, whatever the peers or the store do. */
  stop(): Promise<void>;
  readonly sessions: number;
  /** Why log-ons are refused at the moment; undefined: they are admitted. */
  readonly closed: Closed | undefined;
}

/** Together under the 5 s that an orderly stop may take. */
const STOP_MS = 3_000;
const SETTLE_MS = 800;

export function createGateway(deps: GatewayDeps): Gateway {
  return new Node(deps);
}

class Node implements Gateway {
  readonly #deps: GatewayDeps;
  readonly #live = new Set<LiveSession>();
  readonly #doors: SshDoor[] = [];
  readonly #listeners: Listener[] = [];
  readonly #addresses: TargetAddresses;
  readonly #gate: GateDeps;
  readonly #reaper: Reaper;
  readonly #worker: TargetWorker;

  constructor(deps: GatewayDeps) {
    const { store, settings, log, now, monotonic, node } = deps;
    this.#deps = deps;
    this.#addresses = new TargetAddresses(settings.target.allow, () => [...settings.target.ownListeners, ...this.#listeners], settings.target.dialTimeoutMs);
    this.#gate = {
      ...deps,
      watch: new AccessWatch({ reads: store.access, hints: store.hints, monotonic, log, settings: settings.watch }),
      lease: new Lease({ nodes: store.nodes, node, now, monotonic, log, settings: settings.lease, onLost: () => { this.#cutAll('store-lost'); } }),
      ledger: new SessionLedger(store, log),
    };
    this.#reaper = new Reaper(store, node.id, log);
    const work = { ...deps, addresses: this.#addresses, nodeId: node.id, limitMs: settings.targetWork.limitMs };
    this.#worker = new TargetWorker({
      store, nodeId: node.id, mayAct: () => this.#gate.lease.closed() === undefined, perform: (piece, stop) => perform(work, piece, stop),
      readTimeoutMs: settings.watch.readTimeoutMs, log, settings: settings.targetWork,
    });
  }

  get sessions(): number {
    return this.#live.size;
  }

  get closed(): Closed | undefined {
    return this.#gate.lease.closed();
  }

  async start(): Promise<void> {
    await this.#gate.watch.start();
    await this.#reaper.ownPast();
    await this.#gate.lease.start();
    this.#reaper.start(this.#deps.settings.lease.reapMs);
    await this.#worker.start();
  }

  async listen(ssh: SshListen): Promise<{ readonly host: string; readonly port: number }> {
    const door = new SshDoor({ deps: this.#gate, addresses: this.#addresses, onSession: (session) => { this.#keep(session); } }, ssh);
    const bound = await door.listen(ssh.host, ssh.port);
    this.#doors.push(door);
    this.#listeners.push(bound);
    return bound;
  }

  async stop(): Promise<void> {
    const { lease, watch, ledger } = this.#gate;
    lease.close();
    this.#reaper.stop();
    const closing = Promise.allSettled(this.#doors.map((door) => door.stop()));
    const working = this.#worker.stop();
    const ending = [...this.#live].map((session) => session.ended);
    this.#cutAll('node-stopped');
    await this.#attempt('sessions', Promise.all([...ending, working]), STOP_MS);
    for (const door of this.#doors) door.dropAll();
    await this.#attempt('books', ledger.settle(SETTLE_MS / 2), SETTLE_MS);
    watch.stop();
    await this.#attempt('doors', closing, SETTLE_MS / 2);
    await this.#attempt('lease', lease.release(), SETTLE_MS / 2);
  }

  #keep(session: LiveSession): void {
    this.#live.add(session);
    void session.ended.finally(() => { this.#live.delete(session); });
    // Admitted in the moment in which the node stopped or lost its lease.
    if (this.#gate.lease.closed() === 'stopping') session.cut('node-stopped', '');
    else if (!this.#gate.lease.held()) session.cut('store-lost', '');
  }

  #cutAll(reason: 'store-lost' | 'node-stopped'): void {
    for (const session of this.#live) session.cut(reason, '');
  }

  async #attempt(what: string, work: Promise<unknown>, limitMs: number): Promise<void> {
    try {
      await within(work, limitMs);
    } catch (error) {
      this.#deps.log.warn('the node did not stop in order', { what, cause: causeOf(error) });
    }
  }
}
