import { createEventBudget } from '@sallyport/core';
import type { EventBudget } from '@sallyport/core';
import type { ClientLeg, Door } from '@sallyport/ssh';
import { causeOf } from '../../log.ts';
import type { GateDeps } from '../../session/gate/gate.ts';
import { GATE_PHRASES } from '../../session/gate/refusal.ts';
import type { TargetAddresses } from '../../session/gate/target-address.ts';
import type { LiveSession } from '../../session/live-session.ts';
import { Authentication } from './authentication.ts';
import { Connection } from './connection.ts';

/** Barred attempts of one network that are audited in a minute. */
const BARRED_EVENTS = 10;

/** Where one instance is reached by SSH. Instances share no door (ruling H9). */
export interface SshListen {
  readonly instanceId: string;
  readonly hostKeys: readonly string[];
  readonly host: string;
  readonly port: number;
}

export interface SshDoorDeps {
  readonly deps: GateDeps;
  readonly addresses: TargetAddresses;
  readonly onSession: (session: LiveSession) => void;
}

/** Accepts SSH clients of one instance. */
export class SshDoor {
  readonly #parts: SshDoorDeps;
  readonly #instanceId: string;
  readonly #door: Door;
  readonly #barredEvents: EventBudget;
  readonly #legs = new Set<ClientLeg>();
  readonly #connections = new Set<Connection>();

  constructor(parts: SshDoorDeps, listen: Pick<SshListen, 'instanceId' | 'hostKeys'>) {
    this.#parts = parts;
    this.#instanceId = listen.instanceId;
    const { deps } = parts;
    this.#barredEvents = createEventBudget(BARRED_EVENTS, deps.monotonic);
    const { idleMs: _idle, maxConnections: _most, ...limits } = deps.settings.door;
    this.#door = deps.ssh.createDoor({
      ...limits,
      hostKeys: listen.hostKeys,
      onConnection: (leg) => { this.#accept(leg); },
      onTrouble: (trouble) => { deps.log.warn('trouble on an SSH connection', trouble); },
    });
  }

  listen(host: string, port: number): Promise<{ readonly host: string; readonly port: number }> {
    return this.#door.listen(host, port);
  }

  /** No new connections; those without a session are told to go. */
  async stop(): Promise<void> {
    for (const connection of this.#connections) connection.stop();
    await this.#door.close();
  }

  /** What is still open goes without another word. */
  dropAll(): void {
    for (const leg of this.#legs) leg.disconnect(GATE_PHRASES.NODE_STOPPING.en, 500);
  }

  #accept(leg: ClientLeg): void {
    const { deps, addresses, onSession } = this.#parts;
    if (deps.lease.closed() === 'stopping') {
      leg.disconnect(GATE_PHRASES.NODE_STOPPING.en);
      return;
    }
    if (this.#legs.size >= deps.settings.door.maxConnections) {
      leg.disconnect(GATE_PHRASES.TOO_MANY_CONNECTIONS.en);
      return;
    }
    this.#legs.add(leg);
    let connection: Connection | undefined;
    const authentication = new Authentication({ ...deps, barredEvents: this.#barredEvents }, this.#instanceId, plainAddress(leg.remoteAddress), (who) => {
      if (connection !== undefined) return;
      connection = new Connection({ deps, addresses, leg, onSession }, who);
      this.#connections.add(connection);
    });
    leg.onAuth((attempt) => authentication.answer(attempt));
    leg.onProgram((channel) => {
      if (connection === undefined) channel.exit(255);
      else guarded(deps, () => { connection?.program(channel); });
    });
    leg.onRefused((what) => { guarded(deps, () => { connection?.refusedRequest(what); }); });
    leg.onClose(() => {
      this.#legs.delete(leg);
      if (connection === undefined) return;
      this.#connections.delete(connection);
      connection.closed();
    });
  }
}

/** A fault of one connection must not reach the socket's event handler and with it the others. */
function guarded(deps: GateDeps, work: () => void): void {
  try {
    work();
  } catch (error) {
    deps.log.error('a connection broke', { cause: causeOf(error) });
  }
}

/** An IPv4 client on a dual-stack socket is the same client: limits and audit name it one way. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=[0-9.]+$)/i, '');
}
