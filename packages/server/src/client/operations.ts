import { catalogue } from '@sallyport/contract';
import type { Operation } from '@sallyport/contract';

const BY_ACTION: ReadonlyMap<string, Operation> = new Map<string, Operation>(Object.entries(catalogue));

/** Every operation of the API, of both versions; action names are unique over them. */
export function allOperations(): readonly Operation[] {
  return [...BY_ACTION.values()];
}

export function findOperation(action: string): Operation | undefined {
  return BY_ACTION.get(action);
}
