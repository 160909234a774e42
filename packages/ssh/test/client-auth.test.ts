import { describe, expect, it } from 'vitest';
import { ClientAuth } from '../src/client-auth.ts';
import type { Transport } from '../src/transport/transport.ts';
import { MSG } from '../src/wire/numbers.ts';
import { message } from '../src/wire/message.ts';

/** Keeps what is sent as it was, and the very bytes that it was sent in. */
class Wire implements Transport {
  readonly sessionId = new Uint8Array(32);
  readonly pending = 0;
  readonly sent: Buffer[] = [];
  readonly given: Uint8Array[] = [];

  send(payload: Uint8Array): void {
    this.sent.push(Buffer.from(payload));
    this.given.push(payload);
  }

  sendData(): void {
    throw new Error('no data before authentication');
  }

  pause(): void {
    throw new Error('nobody pauses here');
  }

  resume(): void {
    throw new Error('nobody pauses here');
  }

  disconnect(): void {
    throw new Error('nobody leaves here');
  }

  destroy(): void {
    throw new Error('nobody leaves here');
  }

  dropUnsent(): void {
    throw new Error('nobody leaves here');
  }
}

describe('a password that is given to a target', () => {
  it('goes out as RFC 4252 and RFC 4256 want it, and is wiped from the bytes it went out in', () => {
    const wire = new Wire();
    const ended: boolean[] = [];
    const auth = new ClientAuth(wire, 'root', { key: undefined, password: 'pässword' }, undefined, (accepted) => { ended.push(accepted); });
    auth.start();
    expect(wire.sent[0]).toEqual(message(MSG.USERAUTH_REQUEST, 'root', 'ssh-connection', 'password', false, 'pässword'));
    expect(wire.given[0]!.every((byte) => byte === 0)).toBe(true);
    auth.receive(message(MSG.USERAUTH_FAILURE, 'keyboard-interactive', false));
    expect(wire.sent[1]).toEqual(message(MSG.USERAUTH_REQUEST, 'root', 'ssh-connection', 'keyboard-interactive', '', ''));
    auth.receive(message(MSG.USERAUTH_INFO_REQUEST, '', '', '', 1, 'Password: ', false));
    expect(wire.sent[2]).toEqual(message(MSG.USERAUTH_INFO_RESPONSE, 1, 'pässword'));
    expect(wire.given[2]!.every((byte) => byte === 0)).toBe(true);
    auth.receive(message(MSG.USERAUTH_SUCCESS));
    expect(ended).toEqual([true]);
  });
});
