import { CreateCases } from './create-cases.ts';
import { ListCaseOperateLogs } from './list-case-operate-logs.ts';
import { ListCases } from './list-cases.ts';
import { ShowCaseDetail } from './show-case-detail.ts';
import { ShowCaseStatus } from './show-case-status.ts';
import { UpdateCases } from './update-cases.ts';

/** Of the service-ticket API. */
export const restCases = { CreateCases, ListCaseOperateLogs, ListCases, ShowCaseDetail, ShowCaseStatus, UpdateCases } as const;
