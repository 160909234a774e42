import type { EpochMs } from '@sallyport/core';
import { OsmError } from '../../service-tickets/osm-error.ts';
import type { RestCall } from '../../service-tickets/rest-handler.ts';

/**
 * Runs `decide`, which refuses an illegal move with OSM.01010014. Where it does, `isRepetition` looks at what stands now: clients repeat a call whose answer they did not get,
 * also while the first one is still under way, and the very same call must not fail then.
 */
export async function decideOnce(call: RestCall, decide: () => Promise<void>, isRepetition: () => Promise<boolean>): Promise<void> {
  try {
    await decide();
  } catch (error) {
    if (!(error instanceof OsmError) || error.code !== 'OSM.01010014' || !await isRepetition()) throw error;
    call.note({ repeated: true });
  }
}

/** Whether something that was done then by `by` can be this caller's first attempt. */
export function isRecentlyBy(call: RestCall, by: string | null, at: EpochMs | null, now: EpochMs): boolean {
  return by === call.principal.id && at !== null && now - at <= call.deps.settings.decisionRepeatMs;
}
