import { DomainError } from '@sallyport/core';
import { sqlState } from '../conflicts.ts';

// Class 08: connection exceptions. 57P01-57P03: shut down, crashed, starting up. 53300: no connection left.
const LOST_STATES = /^(08\w{3}|57P0[123]|53300)$/;
const LOST_CODES: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT']);
// The driver's own words; it gives them no code.
const LOST_WORDS = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/;

/** The error as STORE_LOST when the database could not be reached or went away; any other as it is. */
export function asLost(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const lost = LOST_STATES.test(sqlState(error) ?? '') || LOST_CODES.has(code) || LOST_WORDS.test(error.message);
  if (!lost) return error;
  return new DomainError('STORE_LOST', { problem: code === '' ? 'the connection ended' : code, advice: 'Check that PostgreSQL runs and that --database-url leads to it.' }, { cause: error });
}
