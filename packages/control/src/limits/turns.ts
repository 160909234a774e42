import { SECOND } from '@sallyport/core';
import { ApiError } from '../dispatch/api-error.ts';

/** One after another for each key, in the order in which they came; keys do not wait for each other. */
export interface Turns {
  /** Throws Throttling.User when too many wait already, or when the turn does not come in time. */
  take<T>(key: string, work: () => Promise<T>): Promise<T>;
}

export interface TurnsOptions {
  /** How many may wait for one key. */
  readonly waiting: number;
  readonly waitMs: number;
}

export function createTurns({ waiting, waitMs }: TurnsOptions): Turns {
  /** Those who wait, by key; a key that is here is somebody's turn. */
  const lines = new Map<string, (() => void)[]>();
  const enter = async (key: string): Promise<void> => {
    const line = lines.get(key);
    if (line === undefined) {
      lines.set(key, []);
      return;
    }
    if (line.length >= waiting) throw busy();
    await inLine(line, waitMs);
  };
  const leave = (key: string): void => {
    const next = lines.get(key)?.shift();
    if (next === undefined) lines.delete(key);
    else next();
  };
  return {
    take: async (key, work) => {
      await enter(key);
      try {
        return await work();
      } finally {
        leave(key);
      }
    },
  };
}

function inLine(line: (() => void)[], waitMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      line.splice(line.indexOf(next), 1);
      reject(busy());
    }, waitMs);
    const next = (): void => {
      clearTimeout(timer);
      resolve();
    };
    line.push(next);
  });
}

function busy(): ApiError {
  return new ApiError('Throttling.User', { retryAfterMs: SECOND });
}
