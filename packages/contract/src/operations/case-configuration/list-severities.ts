import { Type } from 'typebox';
import { COMMON_HEADERS } from '../../parameters/rest-headers.ts';
import { restRequired } from '../../parameters/rest-param.ts';
import { namedId } from '../../parameters/service-tickets.ts';
import { restOperation } from '../../rest-operation.ts';
import { shape } from '../../values/shape.ts';

export const ListSeverities = restOperation({
  operationId: 'ListSeverities', sdkName: 'list_severities', group: 'case-configuration', kind: 'read',
  method: 'GET', path: '/v2/servicerequest/config/severities', ramAction: 'osm:ListSeverities',
  headers: COMMON_HEADERS, pathParams: {},
  query: {
    product_category_id: restRequired(namedId, 'public', {
      en: 'Product of the ticket.', zh: '工单的产品类别 ID。', example: 'ecs',
    }),
    business_type_id: restRequired(namedId, 'public', {
      en: 'Problem type of the ticket.', zh: '工单的问题类型 ID。', example: 'login-failure',
    }),
  },
  body: {},
  result: shape({
    /** Whether the customer is asked for a severity. */
    show: Type.Optional(Type.Boolean()),
    severity_list: Type.Optional(Type.Array(shape({
      language: Type.Optional(Type.String()),
      severity_name: Type.Optional(Type.String()),
      severity_id: Type.Optional(Type.String()),
    }))),
  }),
  errors: [],
  doc: {
    en: 'Lists the severities that a ticket can have.',
    zh: '查询工单的严重程度。',
  },
});
