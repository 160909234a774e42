import type { Phrase, Session } from '@sallyport/core';
import { RecordingError } from '@sallyport/recording';
import type { RecordedCommand } from '../../deps.ts';
import { OsmError } from '../../service-tickets/osm-error.ts';
import type { RestCall, RestInputOf, RestResultOf } from '../../service-tickets/rest-handler.ts';
import { plainTime } from '../../service-tickets/times.ts';
import { namedSession } from './named-session.ts';

const UNREADABLE: Phrase = { en: 'The recording cannot be read.', zh: '录像无法读取。' };

/** From the session's recording. The audit record of the call is the record of the view (ruling H8). */
export async function listHistoryOperateLogs(input: RestInputOf<'ListHistoryOperateLogs'>, call: RestCall): Promise<RestResultOf<'ListHistoryOperateLogs'>> {
  const { offset, limit, sort } = input.query;
  const session = await namedSession(input, call);
  const commands = await readCommands(session, call);
  const ordered = sort === 0 ? commands.toReversed() : commands;
  return {
    total_count: commands.length,
    ops_list: ordered.slice(offset, offset + limit).map(({ at, command }) => ({ oper: command, operate_time: plainTime(at, input.timeZone) })),
  };
}

/** A session that was not recorded has no commands to show; a recording that was altered or lost must not look like that. */
async function readCommands(session: Session, call: RestCall): Promise<readonly RecordedCommand[]> {
  if (session.recording === '') return [];
  call.note({ recording: 'read' });
  try {
    return await call.deps.recordings.commands(session) ?? [];
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    call.note({ recording: error.code });
    throw new OsmError('OSM.01010014', { text: UNREADABLE, cause: error });
  }
}
