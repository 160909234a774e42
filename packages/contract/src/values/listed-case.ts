import { Type } from 'typebox';
import { caseStatus, dateTime, numericId } from './service-tickets.ts';
import { shape } from './shape.ts';

/** What lists show of a service ticket. */
export const listedCase = shape({
  xcustomer_id: Type.Optional(Type.String()),
  xcustomer_name: Type.Optional(Type.String()),
  status: caseStatus,
  incident_id: Type.String(),
  business_type_name: Type.String(),
  incident_type_name: Type.String(),
  product_category_name: Type.Optional(Type.String()),
  incident_service_type: Type.Optional(Type.String()),
  customer_id: Type.String(),
  dc_name: Type.String(),
  simple_description: Type.String(),
  root_cause: Type.Optional(Type.String()),
  resolution: Type.Optional(Type.String()),
  create_time: dateTime,
  confirmed_time: Type.Optional(dateTime),
  label_list: Type.Optional(Type.Array(shape({
    label_id: Type.Optional(numericId),
    name: Type.Optional(Type.String()),
    color: Type.Optional(Type.String()),
  }))),
});
