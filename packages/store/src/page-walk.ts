import type { Page, PageRequest, Slice } from '@sallyport/core';

/** The queries of one listing, all over the same filter. */
export interface Listing<K, T> {
  total(): Promise<number>;
  /** Keys in listing order, or in reverse. */
  keys(direction: 'forth' | 'back', offset: number, limit: number): Promise<readonly K[]>;
  /** The rows of those keys, in the order of the keys. */
  rows(keys: readonly K[]): Promise<readonly T[]>;
}

/** Up to here it is cheaper to walk to the page at once than to count first. */
const NEAR = 2_000;

/**
 * One page with the total of all. A total that the page itself shows is not counted, and a page behind the middle is walked to
 * from the end: the cost of the last page is that of the first.
 */
export function readPage<K, T>(listing: Listing<K, T>, page: PageRequest): Promise<Page<T>> {
  return readSlice(listing, { offset: (page.number - 1) * page.size, limit: page.size });
}

/** The same from an offset on; a limit of 0 asks for the total alone. */
export async function readSlice<K, T>(listing: Listing<K, T>, { offset, limit }: Slice): Promise<Page<T>> {
  if (limit === 0) return { items: [], total: await listing.total() };
  if (offset > NEAR) return readFarPage(listing, offset, limit);
  const keys = await listing.keys('forth', offset, limit);
  const endShown = keys.length < limit && (keys.length > 0 || offset === 0);
  const total = endShown ? offset + keys.length : await listing.total();
  return { items: keys.length === 0 ? [] : await listing.rows(keys), total };
}

async function readFarPage<K, T>(listing: Listing<K, T>, offset: number, size: number): Promise<Page<T>> {
  const total = await listing.total();
  const count = Math.min(size, total - offset);
  if (count <= 0) return { items: [], total };
  const keys = offset < total / 2
    ? await listing.keys('forth', offset, count)
    : [...await listing.keys('back', total - offset - count, count)].reverse();
  return { items: keys.length === 0 ? [] : await listing.rows(keys), total };
}

/** Puts rows that came in any order into the order of their keys. */
export function inOrder<K, R>(keys: readonly K[], rows: readonly R[], keyOf: (row: R) => K): R[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.flatMap((key) => byKey.get(key) ?? []);
}
