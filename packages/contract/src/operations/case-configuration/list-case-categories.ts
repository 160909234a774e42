import { Type } from 'typebox';
import { COMMON_HEADERS } from '../../parameters/rest-headers.ts';
import { restOperation } from '../../rest-operation.ts';
import { productCategory } from '../../values/product-category.ts';
import { count } from '../../values/service-tickets.ts';
import { shape } from '../../values/shape.ts';

export const ListCaseCategories = restOperation({
  operationId: 'ListCaseCategories', sdkName: 'list_case_categories', group: 'case-configuration', kind: 'read',
  method: 'GET', path: '/v2/servicerequest/config/categories', ramAction: 'osm:ListCaseCategories',
  headers: COMMON_HEADERS, pathParams: {}, query: {}, body: {},
  result: shape({
    total_count: Type.Optional(count),
    incident_sub_type_list: Type.Optional(Type.Array(shape({
      incident_sub_type_id: Type.Optional(Type.String()),
      incident_sub_type_name: Type.Optional(Type.String()),
      incident_product_category_list: Type.Optional(Type.Array(productCategory)),
    }))),
  }),
  errors: [],
  doc: {
    en: 'Lists the categories of service tickets with their products.',
    zh: '查询工单类别及其产品类别。',
  },
});
