/** Code of one item of a batch answer; the odd spelling is the API's. */
export type ItemCode = 'OK' | 'UNEXPECTED' | 'INVALID_ARGUMENT' | 'OBJECT_NOT_FOUND' | 'OBJECT_AlREADY_EXISTS';
