import { Type } from 'typebox';
import { COMMON_HEADERS } from '../../parameters/rest-headers.ts';
import { restOptional } from '../../parameters/rest-param.ts';
import { perhapsId } from '../../parameters/service-tickets.ts';
import { restOperation } from '../../rest-operation.ts';
import { count } from '../../values/service-tickets.ts';
import { shape } from '../../values/shape.ts';

export const ListProblemTypes = restOperation({
  operationId: 'ListProblemTypes', sdkName: 'list_problem_types', group: 'case-configuration', kind: 'read',
  method: 'GET', path: '/v2/servicerequest/config/problems', ramAction: 'osm:ListProblemTypes',
  headers: COMMON_HEADERS, pathParams: {},
  query: {
    product_category_id: restOptional(perhapsId, 'public', {
      en: 'Only problem types of this product.', zh: '只返回该产品类别的问题类型。', example: 'ecs',
    }),
  },
  body: {},
  result: shape({
    total_count: Type.Optional(count),
    incident_business_type_list: Type.Optional(Type.Array(shape({
      business_type_id: Type.Optional(Type.String()),
      business_type_name: Type.Optional(Type.String()),
      /** 0 consulting, 5 fault. */
      case_type: Type.Optional(Type.Enum(['0', '5'])),
      can_use_support_plan: Type.Optional(Type.Boolean()),
    }))),
  }),
  errors: [],
  doc: {
    en: 'Lists the kinds of problems that a ticket can be about.',
    zh: '查询问题类型。',
  },
});
