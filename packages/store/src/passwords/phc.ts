/** Cost of argon2id (RFC 9106): memory in KiB, passes, lanes. */
export interface ArgonCost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

export interface ArgonHash extends ArgonCost {
  readonly salt: Buffer;
  readonly tag: Buffer;
}

const FORM = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{22,88})$/;

// A hash that somebody has planted must not be able to eat the machine.
const MOST: ArgonCost = { memory: 1_048_576, passes: 20, parallelism: 16 };

/** PHC string, as every argon2 library writes it. */
export function formatPhc(hash: ArgonHash): string {
  return `$argon2id$v=19$m=${hash.memory},t=${hash.passes},p=${hash.parallelism}$${unpadded(hash.salt)}$${unpadded(hash.tag)}`;
}

/** Undefined for anything that is no argon2id hash of sane cost. */
export function parsePhc(text: string): ArgonHash | undefined {
  const [, memory, passes, parallelism, salt, tag] = FORM.exec(text) ?? [];
  if (salt === undefined || tag === undefined) return undefined;
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const sane = cost.passes >= 1 && cost.parallelism >= 1 && cost.memory >= 8 * cost.parallelism
    && cost.memory <= MOST.memory && cost.passes <= MOST.passes && cost.parallelism <= MOST.parallelism;
  return sane ? { ...cost, salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') } : undefined;
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
