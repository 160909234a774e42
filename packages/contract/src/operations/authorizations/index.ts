import { CheckHosts } from './check-hosts.ts';
import { ConfirmAuthorizations } from './confirm-authorizations.ts';
import { ListAuthorizations } from './list-authorizations.ts';
import { ListHistoryOperateLogs } from './list-history-operate-logs.ts';
import { ListHistorySessions } from './list-history-sessions.ts';
import { ListTransportHistories } from './list-transport-histories.ts';
import { ShowAuthorizationDetail } from './show-authorization-detail.ts';
import { ShowLoginType } from './show-login-type.ts';
import { UpdateAuthorizations } from './update-authorizations.ts';

/** Of the service-ticket API. */
export const restAuthorizations = {
  CheckHosts, ConfirmAuthorizations, ListAuthorizations, ListHistoryOperateLogs, ListHistorySessions, ListTransportHistories, ShowAuthorizationDetail, ShowLoginType, UpdateAuthorizations,
} as const;
