import type { RestCall, RestInputOf, RestResultOf } from '../../service-tickets/rest-handler.ts';
import { namedSession } from './named-session.ts';

/** The door carries no file transfer: in no session was there a file, and the count says so. */
export async function listTransportHistories(input: RestInputOf<'ListTransportHistories'>, call: RestCall): Promise<RestResultOf<'ListTransportHistories'>> {
  await namedSession(input, call);
  return { total_count: 0, file_ops_list: [] };
}
