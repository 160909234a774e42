import { Type } from 'typebox';

/** Times in lists and details: RFC 3339 with the caller's offset. */
export const dateTime = Type.String({ format: 'date-time' });
/** Times in histories: `yyyy-MM-dd HH:mm:ss` in the caller's time zone. */
export const plainTime = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$' });
/** `hh:mm:ss`; hours beyond 99 take more digits. */
export const duration = Type.String({ pattern: '^[0-9]{2,}:[0-5][0-9]:[0-5][0-9]$' });
/** Our ids are numbers below 2⁵³. */
export const numericId = Type.Integer({ minimum: 0 });
export const count = Type.Integer({ minimum: 0 });

/** 0 to be authorized, 1 authorized, 2 rejected, 3 expired, 4 recalled, 5 canceled. */
export const authorizationStatus = Type.Enum([0, 1, 2, 3, 4, 5]);
/** 0 to be accepted, 1 processing, 2 result to be confirmed, 3 completed, 4 withdrawn, 12 invalid, 17 awaiting feedback. */
export const caseStatus = Type.Enum([0, 1, 2, 3, 4, 12, 17]);

/** What operations answer that have nothing else to say; both texts are empty on success. */
export const plainAnswer = {
  error_code: Type.Optional(Type.String({ minLength: 0, maxLength: 32 })),
  error_msg: Type.Optional(Type.String({ minLength: 0, maxLength: 32 })),
};
