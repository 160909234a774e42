import { DomainError } from '@sallyport/core';

/** Rejects when `work` is not done in time: a transaction that hangs would hold everybody's locks. */
export async function withinLimit<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => { reject(new DomainError('STORE_BUSY', { reason: 'the transaction took too long and was rolled back' })); }, limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
