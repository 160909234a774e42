import type { Subject } from './subject.ts';

/** Somebody waits for the next check of an entry. */
export interface Waiter {
  resolve(): void;
  reject(error: unknown): void;
}

/** One watched subject and where its re-check stands. */
export interface Entry {
  readonly subject: Subject;
  stopped: boolean;
  /** undefined: not queued. */
  queued: 'urgent' | 'sweep' | undefined;
  running: boolean;
  /** Something changed while its check ran: what that check read may be too old, so it runs once more. */
  again: boolean;
  /** Of the next check to start, not of one that runs. */
  waiters: Waiter[];
  failures: number;
  failingSince: number | undefined;
  timer: NodeJS.Timeout | undefined;
}

export function newEntry(subject: Subject): Entry {
  return { subject, stopped: false, queued: undefined, running: false, again: false, waiters: [], failures: 0, failingSince: undefined, timer: undefined };
}
