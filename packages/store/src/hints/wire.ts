import type { ChangeHint } from '@sallyport/core';

/** PostgreSQL carries less than 8,000 bytes in one notification. */
const MAX_BYTES = 7_900;

/** Beyond this many for one instance, "everybody in it" is the shorter message. */
const MAX_HINTS = 500;

const KINDS: ReadonlySet<unknown> = new Set<ChangeHint['kind']>(['user', 'host', 'account', 'policy', 'ticket', 'instance', 'session', 'work']);

/** A batch as it was sent; `origin` tells a node its own. */
export interface HintMessage {
  readonly origin: string;
  readonly hints: readonly ChangeHint[];
}

/** The notifications that carry these hints, each short enough. */
export function encodeHints(origin: string, hints: readonly ChangeHint[]): string[] {
  const messages: string[] = [];
  let batch: ChangeHint[] = [];
  for (const hint of shortened(hints)) {
    const grown = encode(origin, [...batch, hint]);
    if (Buffer.byteLength(grown) > MAX_BYTES && batch.length > 0) {
      messages.push(encode(origin, batch));
      batch = [];
    }
    batch.push(hint);
  }
  return batch.length === 0 ? messages : [...messages, encode(origin, batch)];
}

/** Undefined for what is no message of ours. */
export function decodeHints(payload: string): HintMessage | undefined {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('o' in value) || !('h' in value) || typeof value.o !== 'string' || !Array.isArray(value.h)) return undefined;
  const hints = value.h.map(decodeHint);
  return hints.every((hint) => hint !== undefined) ? { origin: value.o, hints } : undefined;
}

function encode(origin: string, hints: readonly ChangeHint[]): string {
  return JSON.stringify({ o: origin, h: hints.map((hint) => [hint.instanceId, hint.kind, ...(hint.id === undefined ? [] : [hint.id])]) });
}

function decodeHint(value: unknown): ChangeHint | undefined {
  if (!Array.isArray(value)) return undefined;
  const [instanceId, kind, id] = value as unknown[];
  if (typeof instanceId !== 'string' || !isKind(kind) || (id !== undefined && typeof id !== 'string')) return undefined;
  return { instanceId, kind, ...(id === undefined ? {} : { id }) };
}

function isKind(value: unknown): value is ChangeHint['kind'] {
  return KINDS.has(value);
}

function shortened(hints: readonly ChangeHint[]): readonly ChangeHint[] {
  const count = new Map<string, number>();
  for (const { instanceId } of hints) count.set(instanceId, (count.get(instanceId) ?? 0) + 1);
  const crowded = [...count].filter(([, n]) => n > MAX_HINTS).map(([instanceId]) => instanceId);
  return [
    ...crowded.map((instanceId): ChangeHint => ({ instanceId, kind: 'instance' })),
    ...hints.filter((hint) => !crowded.includes(hint.instanceId)),
  ];
}
