import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTurns } from '../../src/limits/turns.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface Work {
  readonly run: () => Promise<string>;
  readonly end: () => void;
}

function work(name: string, begun: string[]): Work {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => { end = resolve; });
  return {
    end: () => end(),
    run: async () => {
      begun.push(name);
      await ended;
      return name;
    },
  };
}

/** Listened for at once: a refusal that nobody listens for yet would end the process. */
const reasonOf = async (promise: Promise<unknown>): Promise<unknown> => promise.then(() => undefined, (reason: unknown) => reason);
const flush = async (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

describe('turns', () => {
  it('come one after another for a key, in order, and go on past one that fails', async () => {
    const turns = createTurns({ waiting: 10, waitMs: 1_000 });
    const begun: string[] = [];
    const [first, third] = [work('first', begun), work('third', begun)];
    const one = turns.take('a', first.run);
    const two = turns.take('a', async () => {
      begun.push('second');
      return Promise.reject(new Error('broken'));
    });
    const failed = reasonOf(two);
    const three = turns.take('a', third.run);
    const other = turns.take('b', async () => 'other');
    expect(await other).toBe('other');
    expect(begun).toEqual(['first']);
    first.end();
    expect(await one).toBe('first');
    expect(await failed).toMatchObject({ message: 'broken' });
    await flush();
    expect(begun).toEqual(['first', 'second', 'third']);
    third.end();
    expect(await three).toBe('third');
    expect(await turns.take('a', async () => 'later')).toBe('later');
  });

  it('are refused to one too many, and to who has waited too long, and lose nobody else', async () => {
    const turns = createTurns({ waiting: 2, waitMs: 1_000 });
    const begun: string[] = [];
    const holder = work('holder', begun);
    const held = turns.take('a', holder.run);
    const late = reasonOf(turns.take('a', async () => 'late'));
    await vi.advanceTimersByTimeAsync(500);
    const patient = turns.take('a', async () => 'patient');
    await expect(turns.take('a', async () => 'too many')).rejects.toMatchObject({ code: 'Throttling.User' });
    await vi.advanceTimersByTimeAsync(500);
    expect(await late).toMatchObject({ code: 'Throttling.User', retryAfterMs: 1_000 });
    holder.end();
    expect(await held).toBe('holder');
    expect(await patient).toBe('patient');
  });
});
