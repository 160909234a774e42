import { Type } from 'typebox';
import { satisfaction } from './satisfaction.ts';
import { caseStatus, dateTime } from './service-tickets.ts';
import { shape } from './shape.ts';

const message = shape({
  /** 0 customer, 1 engineer. */
  type: Type.Optional(Type.Enum([0, 1])),
  replier: Type.Optional(Type.String()),
  content: Type.Optional(Type.String()),
  message_id: Type.Optional(Type.String()),
  replier_name: Type.Optional(Type.String()),
  create_time: Type.Optional(dateTime),
  is_first_message: Type.Optional(Type.Integer()),
  accessory_list: Type.Optional(Type.Array(shape({
    accessory_id: Type.Optional(Type.String()),
    file_actual_name: Type.Optional(Type.String()),
  }))),
});

/** How the customer wants to be reached, as he wrote it. */
const contact = shape({
  area_code: Type.Optional(Type.String()),
  remind_mobile: Type.Optional(Type.String()),
  remind_mail: Type.Optional(Type.String()),
  contact_type: Type.Optional(Type.String()),
  remind_time: Type.Optional(Type.String()),
  cc_email: Type.Optional(Type.String()),
  commodity_id: Type.Optional(Type.String()),
});

/** A service ticket with all that belongs to it. */
export const detailedCase = shape({
  xcustomer_id: Type.Optional(Type.String()),
  xcustomer_name: Type.Optional(Type.String()),
  status: caseStatus,
  judgement: Type.String(),
  incident_id: Type.Optional(Type.String()),
  business_type_name: Type.String(),
  incident_type_name: Type.String(),
  customer_id: Type.String(),
  dc_name: Type.String(),
  simple_description: Type.String(),
  source_name: Type.String(),
  create_time: dateTime,
  message_list: Type.Array(message),
  incident_satisfaction: Type.Array(satisfaction),
  severity_name: Type.Optional(Type.String()),
  /** 0 vendor, 1 partner, 2 ISV. */
  business_ownership: Type.Optional(Type.Enum([0, 1, 2])),
  /** Milliseconds since the epoch; absent while there is no result. */
  resolve_time: Type.Optional(Type.Integer()),
  ext_info: Type.Optional(contact),
});
