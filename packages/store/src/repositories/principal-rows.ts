import type { Selectable } from 'kysely';
import type { Principal } from '@sallyport/core';
import type { Schema } from '../schema/schema.ts';

export function toPrincipal(row: Selectable<Schema['principals']>): Principal {
  const { nameKey: _key, ...principal } = row;
  return { ...principal, id: String(row.id) };
}
