import { Type } from 'typebox';
import type { TObject, TProperties } from 'typebox';

/** An object with exactly these members: a mistyped key must not silently mean less or more than was asked. */
export function shape<const P extends TProperties>(members: P): TObject<P> {
  return Type.Object(members, { additionalProperties: false });
}
