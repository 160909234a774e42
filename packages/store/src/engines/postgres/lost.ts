import { DomainError } from '@sallyport/core';
import { sqlState } from '../conflicts.ts';

// Class 08: connection exceptions, 28: log-on refused. 57P01-57P03: shut down, crashed, starting up. 53300: no connection left. 3D000: no such database.
const LOST_STATES = /^(08\w{3}|28\w{3}|57P0[123]|53300|3D000)$/;
const LOST_CODES: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT']);
// The driver's own words; it gives them no code.
const LOST_WORDS = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/;

/** The error as STORE_LOST when the database could not be reached or went away; any other as it is. */
export function asLost(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const lost = LOST_STATES.test(sqlState(error) ?? '') || LOST_CODES.has(codeOf(error)) || LOST_WORDS.test(error.message);
  return lost ? unreachable(error) : error;
}

/** Whatever kept us from connecting: the database cannot be reached. */
export function unreachable(error: unknown): DomainError {
  const code = codeOf(error);
  return new DomainError('STORE_LOST', { problem: code === '' ? 'the connection ended' : code, advice: 'Check that PostgreSQL runs and that --database-url leads to it.' }, { cause: error });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
