import { AdvanceServiceCase } from './advance-service-case.ts';
import { CreateCases } from './create-cases.ts';
import { GetServiceCase } from './get-service-case.ts';
import { ListCaseOperateLogs } from './list-case-operate-logs.ts';
import { ListCases } from './list-cases.ts';
import { ListServiceCases } from './list-service-cases.ts';
import { ShowCaseDetail } from './show-case-detail.ts';
import { ShowCaseStatus } from './show-case-status.ts';
import { UpdateCases } from './update-cases.ts';

/** Of our own: the vendor's side, for which the cloud has no public operation. */
export const cases = { AdvanceServiceCase, GetServiceCase, ListServiceCases } as const;

/** Of the service-ticket API. */
export const restCases = { CreateCases, ListCaseOperateLogs, ListCases, ShowCaseDetail, ShowCaseStatus, UpdateCases } as const;
