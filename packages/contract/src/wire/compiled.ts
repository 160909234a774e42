import { Compile } from 'typebox/compile';
import type { TSchema } from 'typebox';

interface Checker {
  check(value: unknown): boolean;
  /** What is wrong, without the value itself. */
  reasons(value: unknown): readonly string[];
}

const CHECKERS = new WeakMap<TSchema, Checker>();

/** The validator of a schema, compiled when first needed: schemas live as long as the declarations. */
export function checkerOf(schema: TSchema): Checker {
  const known = CHECKERS.get(schema);
  if (known !== undefined) return known;
  const validator = Compile(schema);
  const checker: Checker = {
    check: (value) => validator.Check(value),
    reasons: (value) => validator.Errors(value).map((error) => `${error.instancePath === '' ? 'it' : error.instancePath} ${error.message}`),
  };
  CHECKERS.set(schema, checker);
  return checker;
}
