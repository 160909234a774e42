import { HOUR, MINUTE, SECOND } from '@sallyport/core';
import type { TicketLimits } from '@sallyport/core';

/** Everything that an operator may tune; durations in milliseconds. */
export interface GatewaySettings {
  readonly door: {
    /** Software name in the identification string. */
    readonly ident: string;
    readonly loginGraceMs: number;
    readonly maxAuthAttempts: number;
    readonly maxUnauthenticated: number;
    readonly maxUnauthenticatedPerAddress: number;
    readonly maxChannels: number;
    readonly maxBuffered: number;
    /** Menus, and connections that have not asked for anything yet. */
    readonly idleMs: number;
    readonly maxConnections: number;
  };
  readonly failures: {
    /** Wrong passwords of one user from one address before that pair is barred. */
    readonly perUser: number;
    /** Wrong passwords and unknown names from one address, any user; high, because people share addresses. */
    readonly perAddress: number;
    readonly barMs: number;
    readonly resetAfterMs: number;
    /** A refused first factor is answered no sooner than this, so that timing tells nothing. */
    readonly answerMs: number;
  };
  readonly tickets: TicketLimits;
  readonly watch: {
    /** 0 switches the sweep off (tests of hints). */
    readonly sweepMs: number;
    /** Hints are heard and thrown away (tests of the sweep). */
    readonly dropHints: boolean;
    /** A re-check that keeps failing for so long counts as a denial. */
    readonly brokenAfterMs: number;
    readonly readTimeoutMs: number;
  };
  readonly lease: {
    readonly leaseMs: number;
    readonly maxClockSkewMs: number;
    /** How often dead nodes are looked for; 0: never. */
    readonly reapMs: number;
  };
  readonly target: {
    readonly dialTimeoutMs: number;
    readonly hostKeyMode: 'accept-first' | 'approve';
    /** CIDRs of otherwise denied address classes that may be targets. */
    readonly allow: readonly string[];
    /** Listeners of this product that are not the gateway's own doors. */
    readonly ownListeners: readonly { readonly host: string; readonly port: number }[];
  };
  /** What the control plane wants done on targets. */
  readonly targetWork: {
    /** Pieces that this node is at together. */
    readonly concurrent: number;
    /** Another node begins it anew after this; longer than `limitMs` and the writing of an outcome take. */
    readonly leaseMs: number;
    /** Hints are faster; this is for lost ones. */
    readonly pollMs: number;
    /** The longest that one piece may take. */
    readonly limitMs: number;
  };
  /** Both legs of a session that is cut are closed within this. */
  readonly cutWithinMs: number;
}

export const DEFAULT_GATEWAY_SETTINGS: GatewaySettings = {
  door: {
    // OpenSSH's client says that its output was closed (`eow@openssh.com`) only to servers of that name; without it `ssh host yes | head -1` hangs.
    ident: 'OpenSSH_Sallyport',
    loginGraceMs: 2 * MINUTE,
    maxAuthAttempts: 6,
    maxUnauthenticated: 200,
    maxUnauthenticatedPerAddress: 20,
    maxChannels: 32,
    maxBuffered: 4 * 1024 * 1024,
    idleMs: 10 * MINUTE,
    maxConnections: 10_000,
  },
  failures: { perUser: 5, perAddress: 30, barMs: 30 * MINUTE, resetAfterMs: 5 * MINUTE, answerMs: 400 },
  tickets: { pendingMs: 24 * HOUR, maxPendingPerUser: 5, doorWaitMs: 30 * MINUTE, execWaitMs: MINUTE },
  watch: { sweepMs: 30 * SECOND, dropHints: false, brokenAfterMs: 15 * SECOND, readTimeoutMs: 5 * SECOND },
  lease: { leaseMs: 15 * SECOND, maxClockSkewMs: 2 * SECOND, reapMs: 5 * SECOND },
  target: { dialTimeoutMs: 10 * SECOND, hostKeyMode: 'accept-first', allow: [], ownListeners: [] },
  targetWork: { concurrent: 4, leaseMs: 30 * SECOND, pollMs: SECOND, limitMs: 15 * SECOND },
  cutWithinMs: 3 * SECOND,
};
