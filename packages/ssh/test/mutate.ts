import { randomBytes } from 'node:crypto';
import { message } from '../src/wire/message.ts';
import { MSG } from '../src/wire/numbers.ts';

export type Random = (below: number) => number;

function pick<T>(random: Random, from: readonly T[]): T {
  const found = from[random(from.length)];
  if (found === undefined) throw new TypeError('Nothing to pick from');
  return found;
}

const INTERESTING = [0, 1, 2, 255, 32_768, 35_000, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff];

const REQUESTS = ['pty-req', 'shell', 'exec', 'subsystem', 'env', 'window-change', 'signal', 'break', 'exit-status', 'exit-signal', 'x11-req', 'auth-agent-req@openssh.com', 'eow@openssh.com', 'nonsense'];

/** Messages of the connection protocol as either side might send them, about channels that may exist. */
function connectionMessage(random: Random): Uint8Array {
  const channel = random(8) === 0 ? pick(random, INTERESTING) : 1 + random(4);
  const number = (): number => (random(3) === 0 ? pick(random, INTERESTING) : random(2000));
  const text = (): string => 'x'.repeat(random(random(10) === 0 ? 20_000 : 20));
  switch (random(13)) {
    case 0: return message(MSG.CHANNEL_OPEN, pick(random, ['session', 'session', 'direct-tcpip', 'x11', 'forwarded-tcpip']), number(), number(), number());
    case 1: return message(MSG.CHANNEL_OPEN_CONFIRMATION, channel, number(), number(), number());
    case 2: return message(MSG.CHANNEL_OPEN_FAILURE, channel, number(), text(), '');
    case 3: return message(MSG.CHANNEL_WINDOW_ADJUST, channel, number());
    case 4: return message(MSG.CHANNEL_EXTENDED_DATA, channel, random(3), text());
    case 5: return message(MSG.CHANNEL_EOF, channel);
    case 6: return message(MSG.CHANNEL_CLOSE, channel);
    case 7: return message(random(2) === 0 ? MSG.CHANNEL_SUCCESS : MSG.CHANNEL_FAILURE, channel);
    case 8: return message(MSG.GLOBAL_REQUEST, pick(random, ['keepalive@openssh.com', 'tcpip-forward', 'hostkeys-00@openssh.com', 'no-more-sessions@openssh.com', 'nonsense']), random(2) === 0, text(), number());
    case 9: return message(MSG.CHANNEL_DATA, channel, text());
    case 10: return message(random(2) === 0 ? MSG.REQUEST_SUCCESS : MSG.REQUEST_FAILURE, text());
    default: return message(MSG.CHANNEL_REQUEST, channel, pick(random, REQUESTS), random(2) === 0, text(), number(), number(), number(), number(), text());
  }
}

/** Requests of authentication, none of which should succeed. */
function authMessage(random: Random, keyBlob: Uint8Array): Uint8Array {
  const head = ['somebody', 'ssh-connection'] as const;
  const algorithm = pick(random, ['ssh-ed25519', 'rsa-sha2-512', 'ecdsa-sha2-nistp256', 'ssh-rsa', 'sk-ssh-ed25519@openssh.com']);
  switch (random(6)) {
    case 0: return message(MSG.USERAUTH_REQUEST, ...head, 'none');
    case 1: return message(MSG.USERAUTH_REQUEST, ...head, 'password', random(2) === 0, 'x'.repeat(random(3000)));
    case 2: return message(MSG.USERAUTH_REQUEST, ...head, 'publickey', false, algorithm, keyBlob);
    case 3: return message(MSG.USERAUTH_REQUEST, ...head, 'publickey', true, algorithm, keyBlob, message(0, algorithm, randomBytes(64)).subarray(1));
    case 4: return message(MSG.USERAUTH_REQUEST, ...head, pick(random, ['hostbased', 'keyboard-interactive', 'gssapi-with-mic', '']));
    default: return message(pick(random, [MSG.SERVICE_REQUEST, MSG.SERVICE_ACCEPT, MSG.EXT_INFO, MSG.USERAUTH_SUCCESS, MSG.USERAUTH_INFO_RESPONSE]), 'ssh-userauth');
  }
}

/** Sometimes as it is, mostly bent: bits, lengths, cuts, other numbers. */
export function bend(random: Random, original: Uint8Array): Buffer {
  let bytes: Buffer = Buffer.from(original);
  for (let times = random(4); times > 0 && bytes.length > 0; times -= 1) {
    const at = random(bytes.length);
    switch (random(6)) {
      case 0: bytes.writeUInt8((bytes[at] ?? 0) ^ (1 << random(8)), at); break;
      case 1: bytes = bytes.subarray(0, at); break;
      case 2: bytes = Buffer.concat([bytes, randomBytes(random(100))]); break;
      case 3: if (at + 4 <= bytes.length) bytes.writeUInt32BE(pick(random, INTERESTING), at); break;
      case 4: bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(random(bytes.length))]); break;
      default: bytes.writeUInt8(random(256), at); break;
    }
  }
  // ssh2 packs no payload larger than this, and nobody has to take one.
  return bytes.subarray(0, 32_000);
}

export function bentConnectionMessage(random: Random): Uint8Array {
  return bend(random, connectionMessage(random));
}

export function bentAuthMessage(random: Random, keyBlob: Uint8Array): Uint8Array {
  return bend(random, random(6) === 0 ? connectionMessage(random) : authMessage(random, keyBlob));
}
