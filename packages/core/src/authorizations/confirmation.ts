import type { Id } from '../kernel/ids.ts';
import type { EpochMs } from '../kernel/time.ts';
import type { Authorization, AuthorizationDetail, AuthorizationLimits } from './authorization.ts';

/** One `auth_detail_list` item; absent members stay as they were asked for. */
export interface ConfirmedDetail {
  readonly detailId: Id;
  readonly account?: string;
  readonly port?: number;
  readonly hasPassword: boolean;
}

export interface ConfirmationAsk {
  readonly details: readonly ConfirmedDetail[];
  /** null: at once. */
  readonly effectiveAt: EpochMs | null;
  /** null: for as long as was asked. */
  readonly expiresAt: EpochMs | null;
  readonly agencyId: string;
}

/** What a confirmation lends. */
export interface ConfirmationPlan {
  readonly effectiveAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly agencyId: string;
  readonly details: readonly { readonly id: Id; readonly account: string; readonly port: number | null }[];
}

/**
 * Judges a confirmation against what was asked for; undefined: it does not fit and nothing is lent. Named details are lent, the others are not. A host
 * needs an account, a port and a password; a console needs none of them.
 */
export function planConfirmation(authorization: Authorization, ask: ConfirmationAsk, now: EpochMs, limits: AuthorizationLimits): ConfirmationPlan | undefined {
  const effectiveAt = Math.max(ask.effectiveAt ?? now, now);
  const expiresAt = ask.expiresAt ?? effectiveAt + authorization.wishedMs;
  // A beginning without a bound would keep the passwords for as long as it is put off.
  if (effectiveAt > now + limits.longestMs) return undefined;
  if (expiresAt <= effectiveAt || expiresAt - effectiveAt > limits.longestMs) return undefined;
  const asked = new Map(authorization.details.map((detail) => [detail.id, detail]));
  if (ask.details.length === 0 || new Set(ask.details.map((detail) => detail.detailId)).size !== ask.details.length) return undefined;
  const details: ConfirmationPlan['details'][number][] = [];
  for (const given of ask.details) {
    const lent = lend(asked.get(given.detailId), given);
    if (lent === undefined) return undefined;
    details.push(lent);
  }
  return { effectiveAt, expiresAt, agencyId: ask.agencyId, details };
}

function lend(detail: AuthorizationDetail | undefined, given: ConfirmedDetail): ConfirmationPlan['details'][number] | undefined {
  if (detail === undefined) return undefined;
  const account = given.account ?? detail.account;
  const port = given.port ?? detail.port;
  if (detail.kind === 'console') return { id: detail.id, account, port };
  return account === '' || port === null || !given.hasPassword ? undefined : { id: detail.id, account, port };
}
