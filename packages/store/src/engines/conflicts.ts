import { DomainError } from '@sallyport/core';
import { isSqliteError } from './sqlite/errors.ts';

type Conflict = 'unique' | 'reference';

const POSTGRES_STATES: Readonly<Record<Conflict, string>> = { unique: '23505', reference: '23503' };
const SQLITE_CODES: Readonly<Record<Conflict, readonly string[]>> = {
  unique: ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'],
  reference: ['SQLITE_CONSTRAINT_FOREIGNKEY'],
};

/** Whether a constraint refused the statement. */
function isConflict(error: unknown, conflict: Conflict): boolean {
  if (sqlState(error) === POSTGRES_STATES[conflict]) return true;
  return SQLITE_CODES[conflict].some((code) => isSqliteError(error, code));
}

/** SQLSTATE of an error of PostgreSQL. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined;
}

/** Runs an insert or update whose refusals by a constraint have a name in the domain. */
export async function refusing<T>(codes: { readonly unique?: DomainError['code']; readonly reference?: DomainError['code'] }, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    for (const conflict of ['unique', 'reference'] as const) {
      const code = codes[conflict];
      if (code !== undefined && isConflict(error, conflict)) throw new DomainError(code, {}, { cause: error });
    }
    throw error;
  }
}
