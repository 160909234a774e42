import { Type } from 'typebox';

/** Code of one item of a batch; the spelling of the last one is the API's. */
export const itemCode = Type.Enum(['OK', 'UNEXPECTED', 'INVALID_ARGUMENT', 'OBJECT_NOT_FOUND', 'OBJECT_AlREADY_EXISTS']);
/** Deprecated in the API, yet always present (ruling A1). */
export const itemMessage = Type.String();
export const totalCount = Type.Integer({ minimum: 0 });
