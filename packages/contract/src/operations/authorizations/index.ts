import { CheckHosts } from './check-hosts.ts';
import { ConfirmAuthorizations } from './confirm-authorizations.ts';
import { GetRequestedAuthorization } from './get-requested-authorization.ts';
import { ListAuthorizations } from './list-authorizations.ts';
import { ListHistoryOperateLogs } from './list-history-operate-logs.ts';
import { ListHistorySessions } from './list-history-sessions.ts';
import { ListRequestedAuthorizations } from './list-requested-authorizations.ts';
import { ListTransportHistories } from './list-transport-histories.ts';
import { RecallAuthorization } from './recall-authorization.ts';
import { RequestAuthorization } from './request-authorization.ts';
import { ShowAuthorizationDetail } from './show-authorization-detail.ts';
import { ShowLoginType } from './show-login-type.ts';
import { UpdateAuthorizations } from './update-authorizations.ts';

/** Of our own: the vendor's side, for which the cloud has no public operation. */
export const authorizations = { GetRequestedAuthorization, ListRequestedAuthorizations, RecallAuthorization, RequestAuthorization } as const;

/** Of the service-ticket API. */
export const restAuthorizations = {
  CheckHosts, ConfirmAuthorizations, ListAuthorizations, ListHistoryOperateLogs, ListHistorySessions, ListTransportHistories, ShowAuthorizationDetail, ShowLoginType, UpdateAuthorizations,
} as const;
