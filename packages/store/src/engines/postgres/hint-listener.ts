import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '@sallyport/core';
import type { ChangeHint, HintBus } from '@sallyport/core';
import { sql } from 'kysely';
import pg from 'pg';
import type { ClientConfig } from 'pg';
import type { ReportTrouble } from '../../config.ts';
import type { LocalHints } from '../../hints/local-hints.ts';
import { decodeHints, encodeHints } from '../../hints/wire.ts';
import type { Db } from '../engine.ts';
import { Gate } from './gate.ts';
import { unreachable } from './lost.ts';

const CHANNEL = 'sallyport_hints';

/** How often a silent connection is asked whether it still lives. */
const PULSE_MS = 5_000;
const FIRST_DELAY_MS = 50;
const LAST_DELAY_MS = 5_000;

export interface HintListenerOptions {
  /** A direct connection: a pooler would hand the listening session to others. */
  readonly client: ClientConfig;
  readonly waitMs: number;
  readonly local: LocalHints;
  readonly report: ReportTrouble;
}

/**
 * Hears what other nodes announce. While the connection is away hints are lost for good, so that every reconnection is followed by
 * one hint for everybody in every instance. Our own are published without the detour.
 */
export class HintListener implements HintBus {
  readonly #options: HintListenerOptions;
  readonly #origin = randomUUID();
  readonly #stop = new AbortController();
  readonly #listening = new Gate();
  #client: pg.Client | null = null;
  #life: Promise<void> = Promise.resolve();

  constructor(options: HintListenerOptions) {
    this.#options = options;
  }

  /** Resolves once it listens for the first time. */
  async start(): Promise<void> {
    const client = await this.#connect();
    this.#life = this.#live(client);
  }

  async subscribe(listener: (hints: readonly ChangeHint[]) => void): Promise<() => void> {
    const remove = this.#options.local.add(listener);
    if (await this.#listening.passed(this.#options.waitMs)) return remove;
    remove();
    throw new DomainError('STORE_LOST', { problem: 'no connection that listens for changes' });
  }

  /** Sends with the commit of `db`'s transaction. */
  async announce(db: Db, hints: readonly ChangeHint[]): Promise<void> {
    for (const payload of encodeHints(this.#origin, hints)) await sql`select pg_notify(${CHANNEL}, ${payload})`.execute(db);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#client?.end();
    await this.#life;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(this.#options.client);
    // Without a listener an error of an idle connection would end the process; `end` follows it.
    client.on('error', (cause) => { this.#options.report({ message: 'the connection that listens for changes failed', cause }); });
    client.on('notification', ({ payload }) => { this.#hear(payload ?? ''); });
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch (error) {
      await client.end();
      throw unreachable(error);
    }
    this.#client = client;
    this.#listening.open();
    return client;
  }

  /** Until stopped: waits for the connection's end, makes another, tells everybody to look again. */
  async #live(first: pg.Client): Promise<void> {
    let client = first;
    while (!this.#stop.signal.aborted) {
      await this.#untilEnd(client);
      if (this.#stop.signal.aborted) return;
      this.#listening.close();
      const next = await this.#reconnect();
      if (next === null) return;
      client = next;
    }
    await client.end();
  }

  async #untilEnd(client: pg.Client): Promise<void> {
    const ended = new Promise<'ended'>((resolve) => { client.once('end', () => { resolve('ended'); }); });
    for (;;) {
      const pause = new AbortController();
      const outcome = await Promise.race([ended, sleep(PULSE_MS, 'pulse' as const, { ref: false, signal: pause.signal })]);
      pause.abort();
      if (outcome === 'ended') return;
      try {
        await client.query('select 1');
      } catch (cause) {
        this.#options.report({ message: 'the connection that listens for changes does not answer', cause });
        client.connection.stream.destroy();
        return;
      }
    }
  }

  async #reconnect(): Promise<pg.Client | null> {
    for (let delay = FIRST_DELAY_MS; !this.#stop.signal.aborted; delay = Math.min(delay * 2, LAST_DELAY_MS)) {
      try {
        const client = await this.#connect();
        const { rows } = await client.query<{ instance_id: string }>('select instance_id from instances');
        this.#options.local.publish(rows.map((row): ChangeHint => ({ instanceId: row.instance_id, kind: 'instance' })));
        return client;
      } catch (cause) {
        this.#options.report({ message: 'cannot listen for changes, trying again', cause });
        await sleep(delay, undefined, { ref: false, signal: this.#stop.signal }).catch(() => undefined);
      }
    }
    return null;
  }

  #hear(payload: string): void {
    const message = decodeHints(payload);
    if (message === undefined) this.#options.report({ message: 'a notification that is no change hint' });
    else if (message.origin !== this.#origin) this.#options.local.publish(message.hints);
  }
}
