import { MINUTE, SECOND } from '@sallyport/core';
import { DEFAULT_GATEWAY_SETTINGS } from '@sallyport/gateway';
import type { GatewaySettings } from '@sallyport/gateway';
import type { Config } from '../config/schema.ts';
import type { ListenAddress } from '../serve/address.ts';
import { ticketLimits } from './ticket-limits.ts';

/** The gateway's share of the configuration; `--allow-target` adds to what it allows. */
export function gatewaySettings(config: Config, allowTargets: readonly string[], apiListener: ListenAddress): GatewaySettings {
  const { access, door, passwords, targetWork } = config;
  return {
    ...DEFAULT_GATEWAY_SETTINGS,
    door: {
      ident: DEFAULT_GATEWAY_SETTINGS.door.ident,
      loginGraceMs: door.loginGraceSeconds * SECOND,
      maxAuthAttempts: door.maxAuthAttempts,
      maxUnauthenticated: door.maxUnauthenticated,
      maxUnauthenticatedPerAddress: door.maxUnauthenticatedPerAddress,
      maxChannels: door.maxChannels,
      maxBuffered: door.maxBufferedBytes,
      idleMs: door.idleSeconds * SECOND,
      maxConnections: door.maxConnections,
    },
    failures: {
      ...DEFAULT_GATEWAY_SETTINGS.failures,
      perUser: passwords.maxFailures,
      perAddress: passwords.maxFailuresPerAddress,
      barMs: passwords.barMinutes * MINUTE,
      resetAfterMs: passwords.resetMinutes * MINUTE,
    },
    tickets: ticketLimits(config),
    watch: {
      ...DEFAULT_GATEWAY_SETTINGS.watch,
      sweepMs: access.sweepSeconds * SECOND,
      dropHints: access.changeNotices === 'dropped',
      brokenAfterMs: access.leaseSeconds * SECOND,
    },
    lease: { ...DEFAULT_GATEWAY_SETTINGS.lease, leaseMs: access.leaseSeconds * SECOND },
    target: {
      dialTimeoutMs: door.dialTimeoutSeconds * SECOND,
      hostKeyMode: access.hostKeys,
      allow: [...access.allowTargets, ...allowTargets],
      ownListeners: [apiListener],
    },
    targetWork: {
      ...DEFAULT_GATEWAY_SETTINGS.targetWork,
      concurrent: targetWork.concurrent,
      leaseMs: targetWork.leaseSeconds * SECOND,
      pollMs: targetWork.pollSeconds * SECOND,
    },
  };
}
