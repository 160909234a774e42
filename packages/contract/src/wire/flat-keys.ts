import { MAX_FLAT_DEPTH, MAX_FLAT_KEYS } from './limits.ts';
import { accepted, refused } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** What flat keys spell: text at the ends. A map, so that `__proto__` is a key like any other. */
export type FlatTree = Map<string, string | FlatTree>;

/** One flat key behind the parameter's name: `1.HostId` of `Hosts.1.HostId`. */
export interface FlatPair {
  readonly path: string;
  readonly value: string;
}

/** The pairs that belong to declared parameters, grouped by parameter; others are none of the operation's business. */
export function groupFlatPairs(names: ReadonlySet<string>, pairs: ReadonlyMap<string, string>): ReadonlyMap<string, readonly FlatPair[]> {
  const groups = new Map<string, FlatPair[]>();
  for (const [key, value] of pairs) {
    const dot = key.indexOf('.');
    const name = key.slice(0, Math.max(dot, 0));
    if (dot <= 0 || !names.has(name)) continue;
    // Terraform's instances data source writes `Tag.*.1.Key` where it means `Tag.1.Key`.
    const rest = key.slice(dot + 1);
    const pair = { path: rest.startsWith('*.') ? rest.slice(2) : rest, value };
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [pair]);
    else group.push(pair);
  }
  return groups;
}

export function plantFlatPairs(pairs: readonly FlatPair[]): Outcome<FlatTree> {
  if (pairs.length > MAX_FLAT_KEYS) return refused('too many keys');
  const root: FlatTree = new Map();
  for (const { path, value } of pairs) {
    const segments = path.split('.', MAX_FLAT_DEPTH + 1);
    if (segments.length > MAX_FLAT_DEPTH || segments.includes('')) return refused('a key is malformed');
    if (!plant(root, segments, value)) return refused('keys contradict each other');
  }
  return accepted(root);
}

/** False: the place is taken, by a value or by a deeper key. */
function plant(root: FlatTree, segments: readonly string[], value: string): boolean {
  let node = root;
  for (const segment of segments.slice(0, -1)) {
    const next = node.get(segment) ?? new Map<string, string | FlatTree>();
    if (typeof next === 'string') return false;
    node.set(segment, next);
    node = next;
  }
  const last = segments.at(-1) ?? '';
  if (node.has(last)) return false;
  node.set(last, value);
  return true;
}
