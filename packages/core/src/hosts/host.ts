import type { Id } from '../kernel/ids.ts';
import type { EpochMs } from '../kernel/time.ts';

export type HostSource = 'Local' | 'Ecs' | 'Rds';
export type OsType = 'Linux' | 'Windows';
export type AddressType = 'Public' | 'Private';
export type HostProtocol = 'SSH' | 'RDP';
export type SourceInstanceState = 'Normal' | 'Release';
export type PrefKex = 'default' | 'diffie-hellman-group1-sha1' | 'diffie-hellman-group14-sha1' | 'diffie-hellman-group-exchange-sha1';

export const DEFAULT_PORTS: Readonly<Record<HostProtocol, number>> = { SSH: 22, RDP: 3389 };

export interface Host {
  readonly id: Id;
  readonly instanceId: string;
  readonly projectId: string;
  readonly source: HostSource;
  readonly hostName: string;
  readonly osType: OsType;
  readonly activeAddressType: AddressType;
  readonly privateAddress: string;
  readonly publicAddress: string;
  readonly comment: string;
  readonly sourceInstanceId: string;
  readonly sourceInstanceState: SourceInstanceState;
  readonly instanceRegionId: string;
  readonly instanceMemberId: string;
  readonly networkDomainId: string;
  readonly prefKex: PrefKex;
  readonly sshPort: number;
  readonly rdpPort: number;
  readonly createdAt: EpochMs;
}

/** The address that sessions dial. */
export function activeAddress(host: Pick<Host, 'activeAddressType' | 'privateAddress' | 'publicAddress'>): string {
  return host.activeAddressType === 'Public' ? host.publicAddress : host.privateAddress;
}

export interface HostAccount {
  readonly id: Id;
  readonly instanceId: string;
  readonly projectId: string;
  readonly hostId: Id;
  readonly name: string;
  readonly protocol: HostProtocol;
  readonly privilegeType: 'Privileged' | 'Normal';
  readonly rotationMode: 'Privileged' | 'Self';
  readonly hostShareKeyId: string;
  readonly hasPassword: boolean;
  /** MD5 hex pairs of the public half; empty when there is no private key. */
  readonly privateKeyFingerprint: string;
  readonly createdAt: EpochMs;
}

/** An account as its engineer may operate it: one of the host's own, or one that an authorization lends him. */
export interface OperableAccount extends HostAccount {
  /** Where its log-in is; null: the host's port for the protocol. */
  readonly port: number | null;
  /** The authorization that lends it; null: an account of the host's own. */
  readonly authorizationId: Id | null;
}

/** A pinned host key of a target. Pins outlive a change of address: a vaulted secret goes only to a host that proves its pin. */
export interface HostKeyPin {
  readonly hostId: Id;
  /** null: the host's own SSH port, also after its number has changed. Another port's key says nothing about the host, because every local user may answer there. */
  readonly port: number | null;
  readonly algorithm: string;
  /** base64 of the key blob. */
  readonly blob: string;
  /** `SHA256:` and unpadded base64, as OpenSSH prints it. */
  readonly fingerprintSha256: string;
  /** MD5 hex pairs, as GetHost prints it. */
  readonly fingerprintMd5: string;
  readonly pinnedAt: EpochMs;
  readonly pinnedBy: string;
}

/** How a pin names the port that a log-in goes to. */
export function pinPort(host: Pick<Host, 'sshPort'>, port: number): HostKeyPin['port'] {
  return port === host.sshPort ? null : port;
}
