import type { AuditRow, AuthorizationLimits, EpochMs, Loans, PasswordHasher, Session, Store, TicketLimits, Vault } from '@sallyport/core';
import type { CaseLists } from './service-tickets/case-lists.ts';

/** SSH key knowledge, which `control` has no library for. */
export interface SshKeys {
  /** One `authorized_keys` line; undefined: not a public key that the door can verify. */
  parsePublicKey(text: string): SshPublicKey | undefined;
  /** OpenSSH or PEM. Undefined: unreadable, or the pass phrase is wrong or missing. */
  parsePrivateKey(text: string, passPhrase: string | undefined): SshPublicKey | undefined;
}

export interface SshPublicKey {
  readonly algorithm: string;
  /** Key blob (RFC 4253 §6.6), base64. */
  readonly blob: string;
  /** MD5 of the blob, colon-separated hex pairs. */
  readonly fingerprintMd5: string;
  /** `SHA256:` and unpadded base64, as OpenSSH prints it. */
  readonly fingerprintSha256: string;
}

/** Opens recordings for export; reading one is audited by the caller (ruling H8). */
export interface RecordingAccess {
  /** Lines of an asciicast v2 of one channel (the first terminal unless named); undefined: the session was not recorded. */
  asciicast(session: Session, channel: number | undefined): Promise<AsyncIterable<string> | undefined>;
  /** What was run in the session, in the order of its beginning: programs by their command lines today, typed lines once the door knows them. Undefined: not recorded. */
  commands(session: Session): Promise<readonly RecordedCommand[] | undefined>;
}

export interface RecordedCommand {
  readonly at: EpochMs;
  readonly command: string;
}

/** How audit rows hang together; the store, which writes the hashes, knows. */
export interface AuditChain {
  /** `previous` of an instance's first event. */
  readonly start: string;
  /** Sequence of the first row that does not follow from the one before it; undefined: all do. */
  firstBreak(rows: readonly AuditRow[], before: { readonly sequence: number; readonly hash: string }): number | undefined;
}

/** Randomness, so that no handler holds a source of its own. */
export interface Random {
  /** Lower-case UUID. */
  uuid(): string;
  bytes(length: number): Uint8Array;
}

/** Structured log; messages and fields hold no secret. */
export interface ControlLog {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** What the installation tells about itself. */
export interface InstallationFacts {
  /** Version of the product, `major.minor.patch`. */
  readonly version: string;
  /** Where engineers and API clients reach it: host names or addresses without port; empty: unknown. */
  readonly publicEndpoint: string;
  readonly privateEndpoint: string;
  /** Port of the SSH door and of the API as they were bound; 0: not listening here. */
  readonly sshPort: () => number;
  readonly apiPort: () => number;
  /** Bytes of the disk that recordings go to. */
  readonly storageBytes: () => Promise<number>;
}

export interface ControlSettings {
  /** Largest request body in bytes. */
  readonly bodyLimit: number;
  /** A request must be received whole within this time, and answered within the other. */
  readonly receiveTimeoutMs: number;
  readonly maxConnections: number;
  /** How far a request's own time may be off the store's, either way. */
  readonly clockSkewMs: number;
  readonly rates: {
    /** Calls a second, account and action where the declaration names no limit. */
    readonly general: number;
    /** By action; wins over the declaration. */
    readonly actions: Readonly<Record<string, number>>;
    /** Before any signature is checked: calls a second of one address (IPv6: /64), and how many at once. */
    readonly perAddress: number;
    readonly perAddressBurst: number;
  };
  /** Audit records of refused log-ins to the API, per address and minute; more are counted, not written. */
  readonly auditedAuthFailures: number;
  /** off: one administrator may approve what he asked for himself; audit says so (ruling C2). */
  readonly separationOfDuties: 'enforced' | 'off';
  readonly tickets: TicketLimits;
  /** Within this time a decider may repeat the very same call without effect (ruling A5). */
  readonly decisionRepeatMs: number;
  readonly serviceTickets: ServiceTicketSettings;
  /** Addresses of reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed, as CIDR. */
  readonly trustedProxies: readonly string[];
  /** Base of documentation links, without a slash at the end; empty: as the request named this server. */
  readonly baseUrl: string;
}

/** The service-ticket API. */
export interface ServiceTicketSettings {
  readonly authorizations: AuthorizationLimits;
  /** How long verify-host waits for a node to do its work. */
  readonly verifyWaitMs: number;
  /** Target work that may wait at once in an instance. */
  readonly maxTargetWork: number;
  /** Support can be urged again after this. */
  readonly pressEveryMs: number;
  /** How long a token of POST /v3/auth/tokens lasts, and a temporary key at most. */
  readonly tokenMs: number;
  readonly temporaryKeyMs: number;
  /** After this many bad proofs of one identity from one network, it is locked for so long. */
  readonly lock: { readonly after: number; readonly forMs: number };
  /** Answer of ShowLoginType. */
  readonly loginType: string;
}

export interface ControlDeps {
  readonly store: Store;
  readonly vault: Vault;
  readonly passwords: PasswordHasher;
  readonly loans: Loans;
  readonly recordings: RecordingAccess;
  /** The operator's lists as they stand now; a file that was edited badly leaves the last good ones. */
  readonly caseLists: () => CaseLists;
  readonly auditChain: AuditChain;
  readonly keys: SshKeys;
  readonly random: Random;
  readonly log: ControlLog;
  readonly installation: InstallationFacts;
  readonly settings: ControlSettings;
  /** Never runs backwards: limits before the store is asked are judged by it. */
  readonly monotonic: () => EpochMs;
}
