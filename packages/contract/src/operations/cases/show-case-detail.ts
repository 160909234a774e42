import { Type } from 'typebox';
import { COMMON_HEADERS } from '../../parameters/rest-headers.ts';
import { caseId, groupId } from '../../parameters/service-tickets.ts';
import { restOperation } from '../../rest-operation.ts';
import { detailedCase } from '../../values/detailed-case.ts';
import { shape } from '../../values/shape.ts';

export const ShowCaseDetail = restOperation({
  operationId: 'ShowCaseDetail', sdkName: 'show_case_detail', group: 'cases', kind: 'read',
  method: 'GET', path: '/v2/servicerequest/cases/{case_id}', ramAction: 'osm:ShowCaseDetail',
  headers: COMMON_HEADERS, pathParams: { case_id: caseId },
  query: { group_id: groupId },
  body: {},
  result: shape({ incident_detail_info: Type.Optional(detailedCase) }),
  errors: ['OSM.01010015'],
  doc: {
    en: 'Shows a service ticket.',
    zh: '查询工单详情。',
  },
});
