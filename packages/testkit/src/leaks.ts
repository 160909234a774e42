import { poll } from './poll.ts';

/** What keeps a process alive or holds a peer; the rest (file reads, immediate ticks) comes and goes by itself. */
const WATCHED = ['TCPSocketWrap', 'TCPServerWrap', 'PipeWrap', 'PipeServerWrap', 'ProcessWrap', 'UDPWrap', 'Timeout', 'MessagePort'] as const;

export interface LeakCheck {
  /** Throws when more sockets, listeners, pipes, processes or timers are open than at the start, even after `withinMs` (2 s). */
  assertClean(withinMs?: number): Promise<void>;
}

/** Counts what this process holds now, to be compared after a test. */
export function leakCheck(): LeakCheck {
  const before = held();
  const excess = (): readonly string[] => [...held()]
    .filter(([kind, count]) => count > (before.get(kind) ?? 0))
    .map(([kind, count]) => `${kind} ${count - (before.get(kind) ?? 0)}`);
  return {
    assertClean: async (withinMs = 2_000) => {
      try {
        await poll('leaks', withinMs, () => (excess().length === 0 ? true : undefined));
      } catch (error) {
        throw new Error(`still open after ${withinMs} ms: ${excess().join(', ')}`, { cause: error });
      }
    },
  };
}

function held(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) {
    if (WATCHED.some((watched) => watched === kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}
