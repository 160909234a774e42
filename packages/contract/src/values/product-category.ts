import { Type } from 'typebox';
import { shape } from './shape.ts';

/** A product that tickets are about. */
export const productCategory = shape({
  incident_product_category_id: Type.Optional(Type.String()),
  incident_product_category_name: Type.Optional(Type.String()),
  incident_product_category_desc: Type.Optional(Type.String()),
  incident_product_category_acronym: Type.Optional(Type.String()),
  can_use_support_plan: Type.Optional(Type.Boolean()),
});
