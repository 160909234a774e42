import { Type } from 'typebox';
import type { Static } from 'typebox';

/** Travels in queries and bodies of the service-ticket API, whose ids are at most 64 characters. */
const id = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' });

/** One line of text: no control characters, which terminals would obey. */
function words(maxLength: number) {
  return Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]*$' });
}

function inBothLanguages(maxLength: number) {
  return Type.Object({ zh: words(maxLength), en: words(maxLength) }, { additionalProperties: false });
}

const listed = {
  id,
  name: inBothLanguages(128),
  /** 0: China site, 1: international site (X-Site). */
  sites: Type.Array(Type.Union([Type.Literal(0), Type.Literal(1)]), { minItems: 1, maxItems: 2, uniqueItems: true }),
};

const references = Type.Array(id, { maxItems: 1000, uniqueItems: true });

const product = Type.Object({ ...listed, description: inBothLanguages(500), acronym: Type.String({ maxLength: 32, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]*$' }) }, { additionalProperties: false });

function list<const S extends Parameters<typeof Type.Array>[0]>(item: S) {
  return Type.Array(item, { minItems: 1, maxItems: 1000 });
}

/** What each file of the service tickets' lists holds. */
export const CaseListSchemas = {
  categories: list(Type.Object({ ...listed, products: Type.Array(product, { maxItems: 1000 }) }, { additionalProperties: false })),
  problemTypes: list(Type.Object({ ...listed, caseType: Type.Union([Type.Literal('0'), Type.Literal('5')]), productCategoryIds: references }, { additionalProperties: false })),
  severities: list(Type.Object({ ...listed, businessTypeIds: references }, { additionalProperties: false })),
  regions: list(Type.Object({ ...listed, type: Type.Union([Type.Literal(0), Type.Literal(1)]), sensitive: Type.Boolean() }, { additionalProperties: false })),
};

export type CheckedCaseLists = { readonly [K in keyof typeof CaseListSchemas]: Static<typeof CaseListSchemas[K]> };
