import { SECOND } from '@sallyport/core';
import type { EpochMs, Instance, Store } from '@sallyport/core';
import { domainId } from './domain-id.ts';

/** Finds domains by the ids that are made of their names. */
export interface Domains {
  /** The name of a domain; undefined: there is none of that id. */
  nameOf(id: string): Promise<string | undefined>;
}

/** A stranger's unknown id has all principals read at most this often. */
const REREAD_MS = 10 * SECOND;
const PAGE = 500;

export function createDomains(store: Store, monotonic: () => EpochMs): Domains {
  let known: ReadonlyMap<string, string> = new Map();
  let reading: Promise<void> | undefined;
  let readAt = -Infinity;
  const read = async (): Promise<void> => {
    const names = new Map<string, string>();
    for (const instance of await store.instances.list()) await readInstance(store, instance, names);
    known = names;
  };
  return {
    nameOf: async (id) => {
      const folded = id.toLowerCase();
      const found = known.get(folded);
      if (found !== undefined || (reading === undefined && monotonic() - readAt < REREAD_MS)) return found;
      reading ??= read().finally(() => {
        readAt = monotonic();
        reading = undefined;
      });
      await reading;
      return known.get(folded);
    },
  };
}

async function readInstance(store: Store, { instanceId }: Instance, names: Map<string, string>): Promise<void> {
  for (let number = 1; ; number += 1) {
    const { items } = await store.principals.list(instanceId, { number, size: PAGE });
    for (const { domain } of items) names.set(domainId(instanceId, domain), domain);
    if (items.length < PAGE) return;
  }
}
