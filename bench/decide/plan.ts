import type { Size } from '../support/options.ts';

/** How much there is of everything; ids are given out in blocks, so that a question can name a row without looking for it. */
export interface Plan {
  readonly users: number;
  readonly hosts: number;
  readonly accountsPerHost: number;
  /** Account grants; each comes with the grant of its host. */
  readonly grants: number;
  readonly policies: number;
  readonly namedPerPolicy: number;
  readonly tickets: number;
  /** Authorizations that lend one account each; three in ten still do. */
  readonly loans: number;
  readonly questions: number;
}

export const PLANS: Readonly<Record<Size, Plan>> = {
  full: { users: 10_000, hosts: 100_000, accountsPerHost: 2, grants: 1_000_000, policies: 200, namedPerPolicy: 500, tickets: 50_000, loans: 50_000, questions: 20_000 },
  // Where an engine's planner is tempted to read a whole table instead of an index.
  medium: { users: 2_000, hosts: 30_000, accountsPerHost: 2, grants: 40_000, policies: 100, namedPerPolicy: 100, tickets: 10_000, loans: 10_000, questions: 10_000 },
  small: { users: 500, hosts: 5_000, accountsPerHost: 2, grants: 10_000, policies: 50, namedPerPolicy: 50, tickets: 2_000, loans: 2_000, questions: 2_000 },
};

/** First id of each block, minus one; far enough apart for every plan. */
export const BLOCK = {
  user: 1_000_000, host: 2_000_000, account: 3_000_000, hostGrant: 4_000_000, accountGrant: 6_000_000,
  policy: 8_000_000, ticket: 9_000_000, case: 10_000_000, authorization: 11_000_000, detail: 12_000_000,
} as const;

export const LAST_ID = 13_000_000;

// Coprime to every host count above, so that the hosts of one user are all different.
const USER_STRIDE = 7_919;
const GRANT_STRIDE = 1_013;

/** The `k`-th host (from 0) of user `u` (from 0), as a number below `plan.hosts`: the same as `HOST_OF` in SQL. */
export function hostOf(plan: Plan, u: number, k: number): number {
  return (u * USER_STRIDE + k * GRANT_STRIDE) % plan.hosts;
}

/** Whether the `i`-th loan (from 0) still stands: the same as `STANDS` in SQL. */
export function stands(i: number): boolean {
  return i % 10 < 3;
}

/** Which of the host's accounts that grant names. */
export function accountOf(plan: Plan, u: number, k: number): number {
  return (u + k) % plan.accountsPerHost;
}

export const HOST_OF = (plan: Plan, u: string, k: string): string => `((${u}) * ${USER_STRIDE} + (${k}) * ${GRANT_STRIDE}) % ${plan.hosts}`;

export const STANDS = (i: string): string => `${i} % 10 < 3`;
