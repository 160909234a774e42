import type { RestOperation, RestParams } from '@sallyport/contract';
import { shownParameters } from './parameters.ts';

/** Values of path, query and body as the audit log keeps them: what is secret or was never classified is left out. */
export function auditedRest(operation: RestOperation, input: { readonly path: object; readonly query: object; readonly body: object }): Readonly<Record<string, unknown>> {
  return { ...shown(operation.pathParams, input.path), ...shown(operation.query, input.query), ...shown(operation.body, input.body) };
}

function shown(declared: RestParams, values: object): Readonly<Record<string, unknown>> {
  return shownParameters((name) => (Object.hasOwn(declared, name) ? declared[name]?.audit : undefined), values);
}
