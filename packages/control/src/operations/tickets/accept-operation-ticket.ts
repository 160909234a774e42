import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { demandOrder } from '../../parameters/validity.ts';
import { decideTicket } from './decide-ticket.ts';
import { instant } from './instants.ts';

/** The reviewer may replace count and times; times that he leaves out stay as the applicant wished them. */
export async function acceptOperationTicket(params: Params<'AcceptOperationTicket'>, call: Call): Promise<Result<'AcceptOperationTicket'>> {
  await decideTicket(params, call, {
    event: 'accept',
    decision: (ticket, now) => {
      const effectStart = instant(params.EffectStartTime) ?? ticket.effectStart;
      const effectEnd = instant(params.EffectEndTime) ?? ticket.effectEnd;
      demandOrder(effectStart, effectEnd);
      if (ticket.state === 'pending' && effectEnd !== null && effectEnd <= now) throw new ApiError('InvalidParameter');
      return { comment: params.Comment ?? '', effectCount: params.EffectCount === '1' ? 1 : 0, effectStart, effectEnd };
    },
  });
  return {};
}
