import { DAY, HOUR, MINUTE, SECOND } from '@sallyport/core';
import type { ControlSettings } from './deps.ts';

/** What holds unless configured otherwise. */
export const DEFAULT_SETTINGS: ControlSettings = {
  bodyLimit: 1024 * 1024,
  receiveTimeoutMs: 30 * SECOND,
  maxConnections: 2_000,
  clockSkewMs: 15 * MINUTE,
  rates: { general: 100, actions: { DetachHostAccountsFromUser: 30 }, perAddress: 300, perAddressBurst: 600 },
  auditedAuthFailures: 20,
  separationOfDuties: 'enforced',
  tickets: { pendingMs: DAY, maxPendingPerUser: 5, doorWaitMs: 30 * MINUTE, execWaitMs: 60 * SECOND },
  decisionRepeatMs: 10 * MINUTE,
  serviceTickets: {
    authorizations: { pendingMs: 7 * DAY, longestMs: 30 * DAY, verifyTries: 5 },
    verifyWaitMs: 20 * SECOND,
    maxTargetWork: 100,
    pressEveryMs: HOUR,
    tokenMs: DAY,
    temporaryKeyMs: DAY,
    lock: { after: 5, forMs: 5 * MINUTE },
    loginType: 'FEDERATION',
  },
  trustedProxies: [],
  baseUrl: '',
};
