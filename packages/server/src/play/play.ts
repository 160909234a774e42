import { setTimeout as pause } from 'node:timers/promises';
import type { OutputEvent } from './output-event.ts';

export interface Pace {
  /** 2: twice as fast. */
  readonly speed: number;
  readonly idleLimitMs: number;
}

/** Colours off, cursor shown, main screen: a recording may end anywhere. */
const RESTORE = '\u001b[0m\u001b[?25h\u001b[?1049l\r\n';

/** Writes output at the pace at which it came. */
export async function play(events: AsyncIterable<OutputEvent>, pace: Pace, out: (text: string) => void): Promise<void> {
  const stop = new AbortController();
  const interrupted = (): void => { stop.abort(); };
  process.once('SIGINT', interrupted);
  let before: number | undefined;
  try {
    for await (const { atMs, text } of events) {
      const wait = Math.min(Math.max(atMs - (before ?? 0), 0), pace.idleLimitMs) / pace.speed;
      before = atMs;
      if (wait >= 1) await pause(wait, undefined, { signal: stop.signal });
      out(text);
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    process.off('SIGINT', interrupted);
    // Nothing shown, nothing to restore: a refusal leaves stdout as it was.
    if (before !== undefined) out(RESTORE);
  }
}
