import { Type } from 'typebox';
import { authorizationStatus, dateTime, numericId } from './service-tickets.ts';
import { shape } from './shape.ts';

/** Times are absent while there are none. */
const window = { auth_effective_time: Type.Optional(dateTime), auth_expire_time: Type.Optional(dateTime) };

/** An authorization in a list. `customer_id` is the principal that opened the ticket. */
export const listedAuthorization = shape({
  id: Type.Optional(Type.String()),
  status: Type.Optional(authorizationStatus),
  incident_id: Type.Optional(Type.String()),
  /** Of the ticket. */
  simple_description: Type.Optional(Type.String()),
  /** What the engineer wants to do. */
  auth_describe: Type.Optional(Type.String()),
  /** Ours: 1 console, 2 host (also when a console is among the details). */
  resource_type_id: Type.Optional(Type.String()),
  resource_type_name: Type.Optional(Type.String()),
  /** Ours: 1 console log-in, 4 bastion session. */
  visit_type_id: Type.Optional(Type.String()),
  visit_type_name: Type.Optional(Type.String()),
  create_time: Type.Optional(dateTime),
  ...window,
  reject_reason: Type.Optional(Type.String()),
  customer_id: Type.Optional(Type.String()),
  x_customer_id: Type.Optional(Type.String()),
  xcustomer_name: Type.Optional(Type.String()),
  /** The vendor's undertaking. */
  content_of_auth_letter: Type.Optional(Type.String()),
});

/** One console or host. Never holds a secret. */
const authorizationDetail = shape({
  /** The account's id, in sessions too. */
  id: Type.Optional(numericId),
  /** Absent for a console. */
  port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
  account: Type.Optional(Type.String()),
  /** 0 console, 1 host. */
  type: Type.Optional(Type.Enum([0, 1])),
  /** The bastion's host id (ruling G4); absent for a console. */
  instance_id: Type.Optional(Type.String()),
  instance_name: Type.Optional(Type.String()),
  region_id: Type.Optional(Type.String()),
});

/** What ShowAuthorizationDetail answers. */
export const authorizationWithDetails = {
  id: Type.Optional(Type.String({ minLength: 1, maxLength: 32 })),
  status: Type.Optional(authorizationStatus),
  incident_id: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  simple_description: Type.Optional(Type.String({ minLength: 0, maxLength: 2000 })),
  resource_type_id: Type.Optional(Type.String({ minLength: 0, maxLength: 32 })),
  resource_type_name: Type.Optional(Type.String({ minLength: 0, maxLength: 64 })),
  visit_type_id: Type.Optional(Type.String({ minLength: 0, maxLength: 32 })),
  visit_type_name: Type.Optional(Type.String({ minLength: 0, maxLength: 64 })),
  ...window,
  reject_reason: Type.Optional(Type.String({ minLength: 0, maxLength: 300 })),
  incident_auth_detail_list: Type.Optional(Type.Array(authorizationDetail, { minItems: 1, maxItems: 5 })),
  xcustomer_name: Type.Optional(Type.String()),
  /** The support engineer. */
  auth_handler_name: Type.Optional(Type.String()),
  agency_name: Type.Optional(Type.String()),
  auth_describe: Type.Optional(Type.String()),
  /** Ours: 1 operations and maintenance. */
  content_type_id: Type.Optional(Type.String()),
  content_type_name: Type.Optional(Type.String()),
};
