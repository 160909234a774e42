import { Type } from 'typebox';
import { COMMON_HEADERS } from '../../parameters/rest-headers.ts';
import { restOperation } from '../../rest-operation.ts';
import { count } from '../../values/service-tickets.ts';
import { shape } from '../../values/shape.ts';

export const ListRegions = restOperation({
  operationId: 'ListRegions', sdkName: 'list_regions', group: 'case-configuration', kind: 'read',
  method: 'GET', path: '/v2/servicerequest/config/regions', ramAction: 'osm:ListRegions',
  headers: COMMON_HEADERS, pathParams: {}, query: {}, body: {},
  result: shape({
    total_count: Type.Optional(count),
    data_center_list: Type.Optional(Type.Array(shape({
      /** 0 mainland China, 1 international. */
      type: Type.Optional(Type.Enum([0, 1])),
      region_id: Type.Optional(Type.String()),
      region_name: Type.Optional(Type.String()),
      is_sensitive: Type.Optional(Type.Integer()),
    }))),
  }),
  errors: [],
  doc: {
    en: 'Lists the regions that a ticket can be about.',
    zh: '查询工单可选的区域。',
  },
});
