import type { Session } from '@sallyport/core';
import { RecordingError, verifyRecording } from '@sallyport/recording';
import type { Offline } from './with-offline.ts';

const PAGE = 500;

export interface RecordingsVerdict {
  readonly checked: number;
  /** Readable, but never sealed: the node died, or the session runs. */
  readonly incomplete: number;
  readonly damaged: readonly { readonly sessionId: string; readonly reason: string }[];
}

/** Reads every recording of the instance to its end. */
export async function verifyRecordings(offline: Offline): Promise<RecordingsVerdict> {
  let checked = 0;
  let incomplete = 0;
  const damaged: { sessionId: string; reason: string }[] = [];
  for await (const session of recordedSessions(offline)) {
    checked++;
    const verdict = await verdictOn(offline, session);
    if (verdict === 'incomplete') incomplete++;
    else if (verdict !== 'complete') damaged.push({ sessionId: session.id, reason: verdict.reason });
  }
  return { checked, incomplete, damaged };
}

async function* recordedSessions({ store, installation }: Offline): AsyncGenerator<Session, void> {
  for (let number = 1; ; number++) {
    const { items } = await store.sessions.list(installation.instanceId, {}, { number, size: PAGE });
    for (const session of items) if (session.recording !== '') yield session;
    if (items.length < PAGE) return;
  }
}

async function verdictOn({ recordings }: Offline, session: Session): Promise<'complete' | 'incomplete' | { readonly reason: string }> {
  try {
    const { summary } = await verifyRecording(recordings.storage, recordings.keys, session.recording);
    return summary.complete ? 'complete' : 'incomplete';
  } catch (error) {
    if (error instanceof RecordingError) return { reason: `${error.code}: ${error.message}` };
    throw error;
  }
}
