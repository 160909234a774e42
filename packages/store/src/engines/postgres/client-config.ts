import pg from 'pg';
import type { ClientConfig } from 'pg';

const INT8 = 20;

export interface Timeouts {
  readonly waitMs: number;
  readonly transactionMs: number;
}

/** Settings of every connection. A transaction's commit means durable, whatever the server's default is. */
export function clientConfig(url: string, timeouts: Timeouts): ClientConfig {
  return {
    connectionString: url,
    application_name: 'sallyport',
    options: '-c synchronous_commit=on',
    connectionTimeoutMillis: timeouts.waitMs,
    statement_timeout: timeouts.transactionMs,
    lock_timeout: timeouts.waitMs,
    // For a process that hangs: our own limit speaks first, and takes no connection with it.
    idle_in_transaction_session_timeout: timeouts.transactionMs + 2_000,
    // A server that has vanished without a word must not hang its callers.
    query_timeout: timeouts.transactionMs + 2_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    types: { getTypeParser },
  };
}

/** Our ids, times and counts stay below 2⁵³: numbers, where the driver by default gives text. */
const getTypeParser = ((oid: number, format?: 'text' | 'binary'): unknown =>
  (oid === INT8 ? Number : pg.types.getTypeParser(oid, format))) as typeof pg.types.getTypeParser;
