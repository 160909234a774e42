/**
 * PostgreSQL stores no NUL in text, and names come from strangers: both engines keep the replacement character in its place,
 * so that a NUL is neither an error on one engine nor a difference between the two.
 */
export function cleanParameters(parameters: readonly unknown[]): unknown[] {
  return parameters.map((value) => (typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value));
}
