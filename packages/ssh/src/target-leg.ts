import type { FlowHooks } from './client-leg.ts';
import type { Channel, ChannelEvents } from './connection/channel.ts';
import { ChannelTable } from './connection/channel-table.ts';
import type { TargetLeg } from './port.ts';
import type { Transport } from './transport/transport.ts';
import { message } from './wire/message.ts';
import { DISCONNECT, MSG } from './wire/numbers.ts';
import { Reader } from './wire/reader.ts';

/** A connection to a target after its authentication. */
export class TargetConnection implements TargetLeg {
  readonly transport: Transport;
  readonly #table: ChannelTable;
  readonly #onClose: (() => void)[] = [];
  #flow: FlowHooks | undefined;
  #closed = false;

  constructor(transport: Transport) {
    this.transport = transport;
    // Forwards, X11 and agents were never asked for, so a target that opens a channel has no business to.
    this.#table = new ChannelTable(transport, () => 'PROHIBITED');
  }

  get closed(): boolean {
    return this.#closed;
  }

  onClose(handler: () => void): void {
    if (this.#closed) queueMicrotask(handler);
    else this.#onClose.push(handler);
  }

  end(): void {
    this.leave(2000);
  }

  leave(withinMs: number): void {
    this.transport.disconnect(DISCONNECT.BY_APPLICATION, 'Session ended', withinMs);
  }

  steer(flow: FlowHooks): void {
    this.#flow = flow;
  }

  openSession(receiveWindow: number, maxPacket: number, events: ChannelEvents): Promise<Channel | undefined> {
    return this.#table.openSession(receiveWindow, maxPacket, events);
  }

  /** A connection protocol message (80 and above). */
  receive(payload: Uint8Array): void {
    const type = payload[0] ?? 0;
    if (type === MSG.GLOBAL_REQUEST) {
      const reader = new Reader(payload, 1);
      reader.string();
      // sshd's keep-alive among them: any answer will do.
      if (reader.bool()) this.transport.send(message(MSG.REQUEST_FAILURE));
    } else if (type >= MSG.CHANNEL_OPEN && type <= MSG.CHANNEL_FAILURE) {
      this.#table.receive(payload);
    }
  }

  congested(): void {
    this.#flow?.congested();
  }

  drained(): void {
    this.#flow?.drained();
  }

  over(): void {
    this.#closed = true;
    this.#table.end();
    for (const handler of this.#onClose.splice(0)) handler();
  }
}
