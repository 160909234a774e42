import type { TicketApiCaller } from './caller.ts';
import type { CommitMoment } from './commit-moment.ts';
import type { CutCause } from './cut-cause.ts';
import { endByCall } from './end-by-call.ts';
import type { Borrower, Lending } from './lending.ts';

export const CANCELED = { table: 'authorizations', where: `status = 'canceled'` } as const;

const HOUR_MS = 3_600_000;

/** UpdateAuthorizations with `cancel`, by the customer; `tidy` is given the time to erase what was lent. */
export function cancelCause(api: TicketApiCaller, commits: CommitMoment, lending: Lending, engineers: readonly Borrower[], tidy: () => Promise<void>): CutCause {
  const cancel = (authorizationId: string) => api.call('UpdateAuthorizations', { path: { authorization_id: authorizationId }, query: { action_id: 'cancel' } });
  return {
    name: 'cancel', told: /customer has withdrawn|客户已取消/, tidy,
    admit: () => Promise.all(engineers.map(async ({ userId, login }) => {
      const requested = await lending.request(userId);
      await lending.confirm(requested, Date.now() + HOUR_MS);
      const { authorizationId } = requested;
      return { login, nearing: () => Promise.resolve(), end: () => endByCall(commits, authorizationId, () => cancel(authorizationId)) };
    })),
  };
}
