import type { RestHandlers } from '../service-tickets/rest-handler.ts';
import { checkHosts } from './authorizations/check-hosts.ts';
import { confirmAuthorizations } from './authorizations/confirm-authorizations.ts';
import { listAuthorizations } from './authorizations/list-authorizations.ts';
import { listHistoryOperateLogs } from './authorizations/list-history-operate-logs.ts';
import { listHistorySessions } from './authorizations/list-history-sessions.ts';
import { listTransportHistories } from './authorizations/list-transport-histories.ts';
import { showAuthorizationDetail } from './authorizations/show-authorization-detail.ts';
import { showLoginType } from './authorizations/show-login-type.ts';
import { updateAuthorizations } from './authorizations/update-authorizations.ts';
import { listCaseCategories } from './case-configuration/list-case-categories.ts';
import { listProblemTypes } from './case-configuration/list-problem-types.ts';
import { listProductCategories } from './case-configuration/list-product-categories.ts';
import { listRegions } from './case-configuration/list-regions.ts';
import { listSeverities } from './case-configuration/list-severities.ts';
import { createCases } from './cases/create-cases.ts';
import { listCaseOperateLogs } from './cases/list-case-operate-logs.ts';
import { listCases } from './cases/list-cases.ts';
import { showCaseDetail } from './cases/show-case-detail.ts';
import { showCaseStatus } from './cases/show-case-status.ts';
import { updateCases } from './cases/update-cases.ts';

/** What does each declared operation of the service-ticket API. */
export const restHandlers: RestHandlers = {
  CheckHosts: checkHosts,
  ConfirmAuthorizations: confirmAuthorizations,
  CreateCases: createCases,
  ListAuthorizations: listAuthorizations,
  ListCaseCategories: listCaseCategories,
  ListCaseOperateLogs: listCaseOperateLogs,
  ListCases: listCases,
  ListHistoryOperateLogs: listHistoryOperateLogs,
  ListHistorySessions: listHistorySessions,
  ListProblemTypes: listProblemTypes,
  ListProductCategories: listProductCategories,
  ListRegions: listRegions,
  ListSeverities: listSeverities,
  ListTransportHistories: listTransportHistories,
  ShowAuthorizationDetail: showAuthorizationDetail,
  ShowCaseDetail: showCaseDetail,
  ShowCaseStatus: showCaseStatus,
  ShowLoginType: showLoginType,
  UpdateAuthorizations: updateAuthorizations,
  UpdateCases: updateCases,
};
