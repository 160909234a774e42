/** Canonical decimal, 1 … 2⁵³-1, from one sequence for all objects, never reused. Travels as a string; contains no `:`. */
export type Id = string;

const CANONICAL = /^[1-9][0-9]{0,15}$/;

/** The id if `text` is one in canonical form, else undefined: `01`, ` 1`, `+1`, full-width digits are none. */
export function parseId(text: string): Id | undefined {
  if (!CANONICAL.test(text)) return undefined;
  return Number(text) <= Number.MAX_SAFE_INTEGER ? text : undefined;
}

/** Orders ids by age: one sequence gives them out, so the greater is the newer. */
export function compareIds(a: Id, b: Id): number {
  return Number(a) - Number(b);
}
