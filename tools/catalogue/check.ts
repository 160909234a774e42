import type { Operation, RestOperation } from '@sallyport/contract';
import { compareOperation } from './compare-operation.ts';
import { matches } from './explained.ts';
import type { Explained } from './explained.ts';
import type { Finding } from './finding.ts';
import { fileFindings, operationRules } from './rules.ts';
import type { Reference } from './reference.ts';

export interface CatalogueInput {
  readonly declarations: Readonly<Record<string, Operation>>;
  /** Of the service-ticket API, whose files lie among the others. */
  readonly restDeclarations: Readonly<Record<string, RestOperation>>;
  readonly reference: Reference;
  readonly explained: readonly Explained[];
  /** Text of docs/reference/compatibility.md, where every explanation stands for readers. */
  readonly compatibility: string;
  /** `<group>/<verb-noun>.ts` of every declaration file. */
  readonly files: readonly string[];
}

export interface CatalogueReport {
  /** One line each; empty: all is well. */
  readonly problems: readonly string[];
  /** Operations of the reference that are not declared: planned later. */
  readonly missing: readonly string[];
  readonly summary: string;
}

export function checkCatalogue(input: CatalogueInput): CatalogueReport {
  const entries = Object.entries(input.declarations);
  const cloud = entries.filter(([, operation]) => operation.version === input.reference.version).map(([, operation]) => operation);
  const differences = cloud.flatMap((operation) => compareOperation(operation, input.reference));
  const unexplained = differences.filter((difference) => !input.explained.some((one) => matches(one, difference)));
  const declared = [
    ...entries.map(([, { group, action: name }]) => ({ group, name })),
    ...Object.values(input.restDeclarations).map(({ group, operationId: name }) => ({ group, name })),
  ];
  const problems = [
    ...blindness(entries.length, cloud.length, Object.keys(input.reference.operations).length),
    ...unexplained.map((found) => line('differs', found)),
    ...entries.flatMap(([key, operation]) => operationRules(key, operation)).map((found) => line('rule', found)),
    ...fileFindings(declared, input.files).map((found) => line('file', found)),
    ...staleExplanations(input, differences),
  ];
  const known = new Set(cloud.map((operation) => operation.action));
  const missing = Object.keys(input.reference.operations).filter((action) => !known.has(action));
  const params = entries.reduce((sum, [, operation]) => sum + Object.keys(operation.params).length, 0);
  return {
    problems,
    missing,
    summary: `catalogue: ${cloud.length} of ${Object.keys(input.reference.operations).length} operations declared, ${missing.length} planned later; ${entries.length - cloud.length} of our own; `
      + `${params} parameters; ${differences.length - unexplained.length} differences explained by ${input.explained.length} entries; ${problems.length} problems`,
  };
}

function blindness(declared: number, cloud: number, reference: number): readonly string[] {
  return declared === 0 || cloud === 0 || reference === 0 ? [`blind: ${declared} declarations, ${cloud} of them in the reference's version, ${reference} in the reference`] : [];
}

export function staleExplanations(input: Pick<CatalogueInput, 'explained' | 'compatibility'>, differences: readonly Finding[]): readonly string[] {
  return input.explained.flatMap((one) => [
    ...(differences.some((difference) => matches(one, difference)) ? [] : [`stale: ${one.action} ${one.field} ${one.aspect} explains no difference`]),
    ...(input.compatibility.includes(one.reason) ? [] : [`undocumented: compatibility.md does not say "${one.reason}"`]),
  ]);
}

export function line(kind: string, found: Finding): string {
  return `${kind}: ${found.action}${found.field === '' ? '' : ` ${found.field}`}: ${found.aspect}: ${found.detail}`;
}
