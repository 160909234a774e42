import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { endTicket } from './end-ticket.ts';

/** Takes an accepted ticket back: what runs on it is cut (ruling E2). */
export async function revokeOperationTicket(params: Params<'RevokeOperationTicket'>, call: Call): Promise<Result<'RevokeOperationTicket'>> {
  await endTicket(params, call, 'revoke', params.Comment ?? '', () => true);
  return {};
}
