import { RecordingError } from '@sallyport/recording';
import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found } from '../../parameters/found.ts';
import { sessionId } from '../../parameters/session-id.ts';

const MAX_TEXT = 512 * 1024;

/** Lines [Offset, Offset + Limit) of the session's asciicast. The audit record of the call is the record of the view (ruling H8). */
export async function exportRecording(params: Params<'ExportRecording'>, call: Call): Promise<Result<'ExportRecording'>> {
  const session = found(await call.deps.store.sessions.get(call.instance.instanceId, sessionId(params.SessionId)));
  call.note({ sessionUserId: session.userId, hostId: session.hostId });
  const lines = session.recording === '' ? undefined : await call.deps.recordings.asciicast(session, undefined);
  if (lines === undefined) throw new ApiError('RecordingNotFound');
  const piece = await read(slice(lines, params.Offset, params.Limit), call);
  // A sealed recording that was read while it grew may have lines after this End: the next call finds them.
  return { ...piece, Sealed: session.endedAt !== null };
}

/** What is wrong with a recording stands in the audit record: whoever finds it altered must not read of an unknown error alone. */
async function read<T>(piece: Promise<T>, call: Call): Promise<T> {
  try {
    return await piece;
  } catch (error) {
    if (error instanceof RecordingError) call.note({ recording: error.code });
    throw error instanceof RecordingError && error.code === 'RECORDING_NOT_FOUND' ? new ApiError('RecordingNotFound') : error;
  }
}

async function slice(lines: AsyncIterable<string>, offset: number, limit: number): Promise<Pick<Result<'ExportRecording'>, 'Content' | 'NextOffset' | 'End'>> {
  const taken: string[] = [];
  let number = 0;
  let size = 0;
  for await (const line of lines) {
    const text = line.endsWith('\n') ? line : `${line}\n`;
    if (number >= offset) {
      if (taken.length >= limit || (taken.length > 0 && size + text.length > MAX_TEXT)) {
        return { Content: taken.join(''), NextOffset: offset + taken.length, End: false };
      }
      taken.push(text);
      size += text.length;
    }
    number += 1;
  }
  return { Content: taken.join(''), NextOffset: offset + taken.length, End: true };
}
