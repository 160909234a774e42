import { catalogue } from '@sallyport/contract';
import type { Operation } from '@sallyport/contract';
import { handlers } from '../operations/handlers.ts';
import { ApiError } from './api-error.ts';
import type { Call } from './call.ts';

/** An operation with what does it. */
export interface Runnable {
  readonly operation: Operation;
  run(params: Readonly<Record<string, unknown>>, call: Call): Promise<Readonly<Record<string, unknown>>>;
}

const VERSIONS: ReadonlySet<string> = new Set(Object.values(catalogue).map((operation) => operation.version));

const RUNNABLES: ReadonlyMap<string, Runnable> = new Map(Object.entries(catalogue).map(([action, operation]) => {
  // `Handlers` ties every handler to its own declaration, whose decoder made these parameters; the map forgets which one it is.
  const run = handlers[action as keyof typeof handlers] as unknown as Runnable['run'];
  return [`${operation.version}/${action}`, { operation, run }];
}));

/** Throws InvalidVersion or InvalidAction.NotFound. */
export function findOperation(version: string, action: string): Runnable {
  const found = RUNNABLES.get(`${version}/${action}`);
  if (found !== undefined) return found;
  throw new ApiError(VERSIONS.has(version) ? 'InvalidAction.NotFound' : 'InvalidVersion');
}
