export * from './operation.ts';
export * from './errors.ts';
export * from './catalogue.ts';
export { decodeParams } from './wire/decode-params.ts';
export type { DecodeFailure, Decoded } from './wire/decode-params.ts';
export { encodeParams } from './wire/encode-params.ts';
export { checkResult, checkValue } from './wire/check-result.ts';
export { hasRepeatedKeys } from './wire/repeated-keys.ts';
