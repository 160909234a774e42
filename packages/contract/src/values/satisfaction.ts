import { Type } from 'typebox';
import { shape } from './shape.ts';

const score = Type.Integer({ minimum: 0, maximum: 2_147_483_647 });
const text = Type.String({ maxLength: 128 });

/** How content the customer is in one respect; sent when closing a ticket, shown with it. Limits are ours: the reference gives none. */
export const satisfaction = shape({
  value: Type.Optional(score),
  satisfaction_id: score,
  satisfaction_value: score,
  satisfaction_name: Type.Optional(text),
  per_value: Type.Optional(score),
  sat_category_id: Type.Optional(text),
  sat_category_name: Type.Optional(text),
});
