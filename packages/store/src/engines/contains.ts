import { sql } from 'kysely';
import type { Expression, RawBuilder, SqlBool } from 'kysely';
import type { EngineName } from './engine.ts';

/** Whether `text` contains `part` as it is: no wildcards, which `like` would find in what people type. */
export function contains(engine: EngineName, text: Expression<string>, part: string): RawBuilder<SqlBool> {
  return engine === 'postgres' ? sql<SqlBool>`strpos(${text}, ${part}) > 0` : sql<SqlBool>`instr(${text}, ${part}) > 0`;
}
