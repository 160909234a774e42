import { readFileSync } from 'node:fs';

/** A parameter or a field of an answer as the API's pages and its SDK have it. Absent keys: they say nothing. */
export interface RestReferenceField {
  readonly type: string;
  /** In a request: must be given. In an answer: always there. */
  readonly required?: boolean;
  readonly style?: string;
  readonly format?: string;
  readonly enum?: readonly (string | number)[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly default?: string | number;
  /** In words. */
  readonly requiredWhen?: readonly string[];
  /** Elements of an array: a type's name, or the members of an object. */
  readonly items?: string | RestReferenceFields;
  readonly fields?: RestReferenceFields;
}

export type RestReferenceFields = Readonly<Record<string, RestReferenceField>>;

export interface RestReferenceOperation {
  readonly sdkName: string;
  readonly group: string;
  readonly method: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly pathParams?: RestReferenceFields;
  readonly query?: RestReferenceFields;
  readonly body?: RestReferenceFields;
  readonly result: RestReferenceFields;
}

export interface RestReference {
  readonly version: string;
  /** HTTP status by code. */
  readonly errors: Readonly<Record<string, number>>;
  readonly headers: RestReferenceFields;
  readonly operations: Readonly<Record<string, RestReferenceOperation>>;
}

const FILE = new URL('../../../packages/contract/reference/osm-v2.json', import.meta.url);

export function readRestReference(): RestReference {
  return JSON.parse(readFileSync(FILE, 'utf8')) as RestReference;
}
