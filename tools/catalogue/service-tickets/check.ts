import type { RestOperation } from '@sallyport/contract';
import { line, staleExplanations } from '../check.ts';
import { matches } from '../explained.ts';
import type { Explained } from '../explained.ts';
import { compareCommon, compareRestOperation } from './compare-operation.ts';
import type { RestReference } from './reference.ts';
import { restOperationRules } from './rules.ts';

export interface RestCatalogueInput {
  readonly declarations: Readonly<Record<string, RestOperation>>;
  readonly reference: RestReference;
  readonly explained: readonly Explained[];
  /** Text of docs/reference/compatibility.md, where every explanation stands for readers. */
  readonly compatibility: string;
}

export interface RestCatalogueReport {
  /** One line each; empty: all is well. */
  readonly problems: readonly string[];
  /** Operations of the reference that are not declared: planned later. */
  readonly missing: readonly string[];
  readonly summary: string;
}

export function checkRestCatalogue(input: RestCatalogueInput): RestCatalogueReport {
  const entries = Object.entries(input.declarations);
  const inReference = Object.keys(input.reference.operations);
  const differences = [...compareCommon(input.reference), ...entries.flatMap(([, operation]) => compareRestOperation(operation, input.reference))];
  const unexplained = differences.filter((difference) => !input.explained.some((one) => matches(one, difference)));
  const problems = [
    ...(entries.length === 0 || inReference.length === 0 ? [`blind: ${entries.length} declarations, ${inReference.length} in the reference`] : []),
    ...unexplained.map((found) => line('differs', found)),
    ...entries.flatMap(([key, operation]) => restOperationRules(key, operation)).map((found) => line('rule', found)),
    ...staleExplanations(input, differences),
  ];
  const declared = new Set(entries.map(([, operation]) => operation.operationId));
  return {
    problems,
    missing: inReference.filter((operation) => !declared.has(operation)),
    summary: `service tickets: ${entries.length} of ${inReference.length} operations declared, ${unexplained.length} unexplained differences; `
      + `${differences.length - unexplained.length} differences explained by ${input.explained.length} entries; ${problems.length} problems`,
  };
}
