export interface Deferred<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
}

/** A promise that somebody else resolves; never rejects. */
export function deferred<T>(): Deferred<T> {
  let resolve: ((value: T) => void) | undefined;
  const promise = new Promise<T>((settle) => { resolve = settle; });
  return { promise, resolve: (value) => { resolve?.(value); } };
}
