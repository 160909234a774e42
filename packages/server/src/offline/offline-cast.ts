import { RecordingError } from '@sallyport/recording';
import { Refusal } from '../cli/refusal.ts';
import { withOffline } from './with-offline.ts';
import type { Offline } from './with-offline.ts';

/** The asciicast of a session, out of a directory that nothing is served from. Looking is audited before the first line is shown. */
export async function* offlineCast(data: string, sessionId: string, channel: number | undefined, environment: Readonly<Record<string, string | undefined>>): AsyncGenerator<string, void> {
  // The store stays closed while somebody watches: everything is read first, which a screen's recording is small enough for.
  const lines = await withOffline(data, environment, (offline) => collect(offline, sessionId, channel));
  yield* lines;
}

async function collect(offline: Offline, sessionId: string, channel: number | undefined): Promise<readonly string[]> {
  const session = await offline.store.sessions.get(offline.installation.instanceId, sessionId);
  if (session === undefined) throw new Refusal('NOT_FOUND', `There is no session ${sessionId}.`);
  const cast = await offline.recordings.access.asciicast(session, channel);
  if (cast === undefined) throw new Refusal('NOT_FOUND', `Session ${sessionId} was not recorded.`);
  await offline.note('recording.export', session, { userName: session.userName, hostName: session.hostName, channel: channel ?? null });
  try {
    const lines: string[] = [];
    for await (const line of cast) lines.push(line);
    return lines;
  } catch (error) {
    if (error instanceof RecordingError) throw new Refusal('VERIFY_FAILED', `The recording cannot be read to its end: ${error.code}: ${error.message}.`, { cause: error });
    throw error;
  }
}
