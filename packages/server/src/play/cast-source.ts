import { operator } from '../client/operate.ts';
import type { Operate } from '../client/operate.ts';
import type { ConnectOptions } from '../client/connect.ts';
import { Refusal } from '../cli/refusal.ts';
import type { CliContext } from '../cli/context.ts';
import { offlineCast } from '../offline/offline-cast.ts';

export interface CastSource extends ConnectOptions {
  readonly offline?: true;
  readonly channel?: string;
}

/** Text of an asciicast in pieces, from the API or from a directory that nothing is served from. */
export async function castText(recording: string, source: CastSource, context: CliContext): Promise<AsyncIterable<string>> {
  if (source.offline !== true) {
    if (source.channel !== undefined) throw new Refusal('USAGE', '--channel works with --offline.');
    return throughApi(await operator(source, context.environment), recording);
  }
  const data = source.data ?? context.environment['SALLYPORT_DATA'];
  if (data === undefined) throw new Refusal('USAGE', '--offline needs --data DIR.');
  return offlineCast(data, recording, channelNumber(source.channel), context.environment);
}

async function* throughApi(operate: Operate, sessionId: string): AsyncGenerator<string, void> {
  let offset = 0;
  for (;;) {
    const { Content, NextOffset, End } = await operate('ExportRecording', { SessionId: sessionId, Offset: String(offset), Limit: '10000' });
    if (typeof Content !== 'string' || typeof NextOffset !== 'number' || NextOffset < offset) throw new Refusal('UNREACHABLE', 'The answer to ExportRecording makes no sense: do client and server have the same version?');
    if (Content !== '') yield Content;
    // Of a session that runs, what is there now is the end for us.
    if (End === true || NextOffset === offset) return;
    offset = NextOffset;
  }
}

function channelNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[0-9]{1,5}$/u.test(text)) throw new Refusal('USAGE', `--channel takes a number, not "${text}".`);
  return Number(text);
}
