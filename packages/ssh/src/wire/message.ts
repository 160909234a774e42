/** number: uint32. boolean: one byte. string (UTF-8) and bytes: with their length (RFC 4251 §5). `raw`: as it stands. */
export type Field = number | boolean | string | Uint8Array | { readonly raw: Uint8Array };

/** A message payload: its number and fields. */
export function message(type: number, ...fields: readonly Field[]): Uint8Array {
  return Buffer.concat([Uint8Array.of(type), ...fields.map(encode)]);
}

/** Fields without a message number: key blobs, signatures. */
export function encodeFields(...fields: readonly Field[]): Uint8Array {
  return Buffer.concat(fields.map(encode));
}

function encode(field: Field): Uint8Array {
  if (typeof field === 'number') return uint32(field);
  if (typeof field === 'boolean') return Uint8Array.of(field ? 1 : 0);
  if (typeof field === 'string') return withLength(Buffer.from(field, 'utf8'));
  return field instanceof Uint8Array ? withLength(field) : field.raw;
}

function withLength(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([uint32(bytes.length), bytes]);
}

function uint32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}
