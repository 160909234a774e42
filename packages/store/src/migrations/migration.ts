import type { Kysely } from 'kysely';
import type { EngineName } from '../engines/engine.ts';

/** One step of the schema, upwards only. It runs in the transaction that records its version. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  up(db: Kysely<unknown>, engine: EngineName): Promise<void>;
}
