import { Type } from 'typebox';
import { COMMON_HEADERS } from '../../parameters/rest-headers.ts';
import { restOptional } from '../../parameters/rest-param.ts';
import { restOperation } from '../../rest-operation.ts';
import { productCategory } from '../../values/product-category.ts';
import { count } from '../../values/service-tickets.ts';
import { shape } from '../../values/shape.ts';

export const ListProductCategories = restOperation({
  operationId: 'ListProductCategories', sdkName: 'list_product_categories', group: 'case-configuration', kind: 'read',
  method: 'GET', path: '/v2/servicerequest/config/product-categories', ramAction: 'osm:ListProductCategories',
  headers: COMMON_HEADERS, pathParams: {},
  query: {
    product_category_name: restOptional(Type.String({ minLength: 0, maxLength: 128 }), 'public', {
      en: 'Only products whose name contains this.', zh: '只返回名称包含该文本的产品类别。', example: 'server',
    }),
  },
  body: {},
  result: shape({
    total_count: Type.Optional(count),
    incident_product_category_list: Type.Optional(Type.Array(productCategory)),
  }),
  errors: [],
  doc: {
    en: 'Lists the products that tickets can be about.',
    zh: '查询产品类别。',
  },
});
