import { HOUR, SECOND } from '@sallyport/core';
import type { TicketLimits } from '@sallyport/core';
import type { Config } from '../config/schema.ts';

/** Door and API judge tickets by the same limits. */
export function ticketLimits({ tickets }: Config): TicketLimits {
  return {
    pendingMs: tickets.pendingHours * HOUR,
    maxPendingPerUser: tickets.maxPendingPerUser,
    doorWaitMs: tickets.doorWaitSeconds * SECOND,
    execWaitMs: tickets.execWaitSeconds * SECOND,
  };
}
