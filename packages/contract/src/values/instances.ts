import { Type } from 'typebox';

export const instanceStatus = Type.Enum(['PENDING', 'CREATING', 'RUNNING', 'EXPIRED', 'CREATE_FAILED', 'UPGRADING', 'UPGRADE_FAILED']);
/** Milliseconds since the epoch: instances, unlike users and tickets, are not measured in seconds. */
export const unixMillis = Type.Integer({ minimum: 0 });
