import type { ControlSettings } from '@sallyport/control';
import { DAY, HOUR, MINUTE, SECOND } from '@sallyport/core';
import type { Config } from '../config/schema.ts';

/** The service-ticket API's share of the configuration. */
export function serviceTicketSettings({ serviceTickets, targetWork }: Pick<Config, 'serviceTickets' | 'targetWork'>): ControlSettings['serviceTickets'] {
  return {
    authorizations: {
      pendingMs: serviceTickets.pendingDays * DAY,
      longestMs: serviceTickets.longestWindowHours * HOUR,
      verifyTries: serviceTickets.verifyTries,
    },
    verifyWaitMs: targetWork.waitSeconds * SECOND,
    maxTargetWork: targetWork.maxWaiting,
    pressEveryMs: serviceTickets.pressMinutes * MINUTE,
    tokenMs: serviceTickets.tokenMinutes * MINUTE,
    temporaryKeyMs: serviceTickets.temporaryKeyMinutes * MINUTE,
    lock: { after: serviceTickets.lockAfter, forMs: serviceTickets.lockMinutes * MINUTE },
    loginType: serviceTickets.loginType,
  };
}
