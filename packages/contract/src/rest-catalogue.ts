import { restAuthorizations } from './operations/authorizations/index.ts';
import { restCaseConfiguration } from './operations/case-configuration/index.ts';
import { restCases } from './operations/cases/index.ts';
import type { RestOperation } from './rest-operation.ts';

/** Every operation of the service-ticket API by its operationId. */
export const restCatalogue = { ...restAuthorizations, ...restCaseConfiguration, ...restCases } as const satisfies Readonly<Record<string, RestOperation>>;

export type RestCatalogue = typeof restCatalogue;
export type RestOperationId = keyof RestCatalogue;
/** Any one of the declarations: narrows by `operationId`. */
export type DeclaredRestOperation = RestCatalogue[RestOperationId];

/** What a method and a path lead to: the declaration, and what stands in the path where it has variables. */
export interface RestMatch {
  readonly operation: DeclaredRestOperation;
  readonly path: Readonly<Record<string, string>>;
}

const ROUTES = Object.values<DeclaredRestOperation>(restCatalogue).map((operation) => ({ operation, segments: operation.path.split('/').slice(1) }));

/**
 * Finds the operation for a method and the segments of a path, already decoded and without the empty one before the first slash. Where several fit, a
 * word in a place wins over a variable, from left to right: `authorizations/login-type` is no authorization.
 */
export function findRestOperation(method: string, segments: readonly string[]): RestMatch | undefined {
  const fitting = ROUTES.filter((route) => route.operation.method === method && fits(route.segments, segments));
  const best = fitting.toSorted((a, b) => compareShapes(a.segments, b.segments))[0];
  if (best === undefined) return undefined;
  const variables = best.segments.flatMap((segment, at): readonly (readonly [string, string])[] => (isVariable(segment) ? [[segment.slice(1, -1), segments[at] ?? '']] : []));
  return { operation: best.operation, path: Object.fromEntries(variables) };
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return pattern.length === segments.length && pattern.every((segment, at) => isVariable(segment) || segment === segments[at]);
}

function compareShapes(a: readonly string[], b: readonly string[]): number {
  for (const [at, segment] of a.entries()) {
    const difference = Number(isVariable(segment)) - Number(isVariable(b[at] ?? ''));
    if (difference !== 0) return difference;
  }
  return 0;
}

function isVariable(segment: string): boolean {
  return segment.startsWith('{') && segment.endsWith('}');
}
