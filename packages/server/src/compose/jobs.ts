import { MINUTE, SECOND } from '@sallyport/core';
import type { Loans, Store } from '@sallyport/core';
import type { Log } from '../log/logger.ts';
import { expireAuthorizations } from './expire-authorizations.ts';
import { repeat } from './repeat.ts';

const TICKETS_EVERY_MS = 5 * SECOND;
const TICKETS_AT_ONCE = 500;
const PURGES_EVERY_MS = MINUTE;
const TARGET_WORK_EVERY_MS = 5 * SECOND;
/** What ends by the clock is destroyed, and erased from the database's files, within so long. */
const AUTHORIZATIONS_EVERY_MS = SECOND;
const LOANS_EVERY_MS = SECOND;
const CASE_LISTS_EVERY_MS = SECOND;

export interface JobsOptions {
  readonly store: Store & { readonly loans: Loans };
  readonly nodeId: string;
  /** Looks whether the operator has edited them. */
  readonly refreshCaseLists: () => Promise<void>;
  readonly log: Log;
}

export interface Jobs {
  /** Resolves when none runs any more. */
  readonly stop: () => Promise<void>;
}

/** What has to be done now and then. Every node does all of it: each is a compare-and-set or harmless twice, so that several do no harm. */
export function startJobs({ store, nodeId, refreshCaseLists, log }: JobsOptions): Jobs {
  let stopped = false;
  const jobs = [
    repeat('ticket-sweep', TICKETS_EVERY_MS, () => sweepTickets(store), log),
    repeat('authorization-expiry', AUTHORIZATIONS_EVERY_MS, () => expireAuthorizations(store, nodeId, () => stopped), log),
    // Not finished is no failure: a reader may hold the journal. The next turn goes on.
    repeat('loan-erasure', LOANS_EVERY_MS, async () => { await store.loans.tend(); }, log),
    repeat('target-work-sweep', TARGET_WORK_EVERY_MS, async () => { await store.targetWork.sweep(await store.now()); }, log),
    repeat('nonce-purge', PURGES_EVERY_MS, async () => { await store.nonces.purge(await store.now()); }, log),
    repeat('token-purge', PURGES_EVERY_MS, async () => { await store.authTokens.purge(await store.now()); }, log),
    repeat('case-lists', CASE_LISTS_EVERY_MS, refreshCaseLists, log),
  ];
  return {
    stop: async () => {
      stopped = true;
      await Promise.all(jobs.map((stop) => stop()));
    },
  };
}

/** Expires and finishes tickets, and tells those who wait or work on them. */
async function sweepTickets(store: Store): Promise<void> {
  await store.transact(async (tx) => {
    for (const { instanceId, id } of await tx.tickets.sweep(tx.now, TICKETS_AT_ONCE)) tx.hint({ instanceId, kind: 'ticket', id });
  });
}
