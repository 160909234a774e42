import { Type } from 'typebox';
import type { TString } from 'typebox';

/** A JSON object of the caller's own making, decoded to its text: kept and shown, never read. At most `maxLength` characters without white space. */
export function jsonObjectText(maxLength: number): TString {
  return Type.String({ contentMediaType: 'application/json', minLength: 2, maxLength });
}
