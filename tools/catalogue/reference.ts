import { readFileSync } from 'node:fs';

/** A parameter as the cloud documents it. Absent keys: the documentation says nothing. */
export interface ReferenceParam {
  readonly type: string;
  readonly required?: boolean;
  readonly style?: 'flat' | 'json' | 'json-string' | 'id-list';
  readonly enum?: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly maxItems?: number;
  readonly default?: string;
  readonly encoding?: string;
  /** `Param=value|value`, or words. */
  readonly requiredWhen?: readonly string[];
  /** Structure of a json-string value. */
  readonly shape?: unknown;
  readonly items?: string | Readonly<Record<string, ReferenceParam>>;
  readonly fields?: Readonly<Record<string, ReferenceParam>>;
}

/** A type's name, `[element]`, or the fields of an object. */
export type ReferenceResult = string | readonly [ReferenceResult] | { readonly [field: string]: ReferenceResult };

export interface ReferenceOperation {
  readonly group: string;
  readonly accessLevel: string;
  readonly ramAction: string;
  readonly callsPerSecond?: number;
  readonly params: Readonly<Record<string, ReferenceParam>>;
  readonly result: Readonly<Record<string, ReferenceResult>>;
}

export interface Reference {
  readonly version: string;
  readonly operations: Readonly<Record<string, ReferenceOperation>>;
}

const FILE = new URL('../../packages/contract/reference/bastionhost-2019-12-09.json', import.meta.url);

export function readReference(): Reference {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Reference;
}
