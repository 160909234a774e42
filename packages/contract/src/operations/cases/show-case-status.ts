import { Type } from 'typebox';
import { COMMON_HEADERS } from '../../parameters/rest-headers.ts';
import { caseId } from '../../parameters/service-tickets.ts';
import { restOperation } from '../../rest-operation.ts';
import { caseStatus } from '../../values/service-tickets.ts';
import { shape } from '../../values/shape.ts';

export const ShowCaseStatus = restOperation({
  operationId: 'ShowCaseStatus', sdkName: 'show_case_status', group: 'cases', kind: 'read',
  method: 'GET', path: '/v2/servicerequest/cases/{case_id}/status', ramAction: 'osm:ShowCaseStatus',
  headers: COMMON_HEADERS, pathParams: { case_id: caseId }, query: {}, body: {},
  result: shape({ status: Type.Optional(caseStatus) }),
  errors: ['OSM.01010015'],
  doc: {
    en: 'Shows the status of a service ticket of the caller\'s own.',
    zh: '查询调用者自己工单的状态。',
  },
});
