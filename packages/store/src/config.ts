import type { Clock } from '@sallyport/core';
import type { PasswordHasherOptions } from './passwords/hasher.ts';

export interface SqliteConfig {
  readonly engine: 'sqlite';
  /** The database file; its lock and journal stand beside it. */
  readonly file: string;
}

export interface PostgresConfig {
  readonly engine: 'postgres';
  readonly url: string;
  /** For LISTEN, when `url` leads to a pooler: it needs a connection of its own. */
  readonly listenUrl?: string;
  /** Connections at once; 10 unless given. */
  readonly connections?: number;
}

export type StoreConfig = (SqliteConfig | PostgresConfig) & {
  /** Longest wait for a turn to write or for a connection; 10 s unless given. */
  readonly waitMs?: number;
  /** Longest transaction; 10 s unless given. */
  readonly transactionMs?: number;
};

/** Something odd behind the scenes, for the log; holds no secret. */
export type ReportTrouble = (trouble: { readonly message: string; readonly cause?: unknown }) => void;

export interface StoreDeps {
  /** 32 bytes; the caller may zero them afterwards. */
  readonly masterKey: Uint8Array;
  /** Judges time on SQLite; PostgreSQL judges by its own clock. */
  readonly clock?: Clock;
  readonly report?: ReportTrouble;
  /**
   * PostgreSQL: where this node keeps the wrapped keys of loans that it stored, until they end. The database has them only in tables that are not journalled,
   * so that they can be destroyed, and loses those in a crash. Without a directory a crash of the database ends loans.
   */
  readonly loanDirectory?: string;
  /** off: change hints reach nobody in this process. For tests of the sweep. */
  readonly hints?: 'on' | 'off';
  readonly passwords?: PasswordHasherOptions | undefined;
}
