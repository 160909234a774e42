import type { Id } from '../kernel/ids.ts';
import { DAY } from '../kernel/time.ts';

/** Why a principal must not decide a ticket, or undefined: he may. */
export type SeparationBreach = 'own-request' | 'own-grant';

/** Whoever granted the access within this time cannot also approve its use. */
export const OWN_GRANT_MS = DAY;

export interface SeparationFacts {
  /** The principal that wants to decide. */
  readonly principalId: Id;
  /** The principal that the applicant is tied to (a user with Source=Ram); undefined: none. */
  readonly applicantPrincipalId: Id | undefined;
  /** Principals that granted the applicant this account or its host within `OWN_GRANT_MS`. */
  readonly grantedBy: readonly Id[];
}

/** Nobody approves what he asked for or made possible himself. Ruling C2. */
export function separationBreach(facts: SeparationFacts): SeparationBreach | undefined {
  if (facts.applicantPrincipalId === facts.principalId) return 'own-request';
  if (facts.grantedBy.includes(facts.principalId)) return 'own-grant';
  return undefined;
}
