import type { Id } from '../kernel/ids.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import type { AddressType, Host, HostAccount, HostKeyPin, HostProtocol, HostSource, OsType, SourceInstanceState } from './host.ts';

/** An object of a project is absent to every other project. */
export interface Scope {
  readonly instanceId: string;
  readonly projectId: string;
}

export interface HostFilter {
  readonly hostName?: string;
  /** Matches the public or the private address exactly. */
  readonly hostAddress?: string;
  readonly osType?: OsType;
  readonly source?: HostSource;
  readonly sourceInstanceId?: string;
  readonly sourceInstanceState?: SourceInstanceState;
}

export interface ListedHost extends Host {
  readonly accountCount: number;
}

export type HostChanges = Partial<Pick<Host,
  'hostName' | 'osType' | 'privateAddress' | 'publicAddress' | 'comment' | 'networkDomainId' | 'prefKex'>>;

export interface HostRepository {
  create(host: Omit<Host, 'id'>): Promise<Id>;
  get(scope: Scope, id: Id): Promise<Host | undefined>;
  list(scope: Scope, filter: HostFilter, page: PageRequest): Promise<Page<ListedHost>>;
  modify(scope: Scope, id: Id, changes: HostChanges): Promise<boolean>;
  setPort(scope: Scope, id: Id, protocol: HostProtocol, port: number): Promise<boolean>;
  setActiveAddressType(scope: Scope, id: Id, type: AddressType): Promise<boolean>;
  /** Also drops its accounts with their secrets, its grants, pins and policy scope entries. */
  delete(scope: Scope, id: Id): Promise<boolean>;
}

export interface HostAccountFilter {
  /** One host, several, or all hosts of the project. */
  readonly hostIds?: readonly Id[];
  readonly name?: string;
  readonly protocol?: HostProtocol;
}

/** Sealed by the vault; null: the account has none. */
export interface SealedCredentials {
  readonly password: Uint8Array | null;
  readonly privateKey: Uint8Array | null;
  readonly passPhrase: Uint8Array | null;
}

export type HostAccountChanges = Partial<Pick<HostAccount, 'name' | 'privilegeType' | 'rotationMode' | 'hostShareKeyId'>>;

export interface HostAccountRepository {
  /** Throws `DomainError('HOST_ACCOUNT_NAME_TAKEN')`: a name is unique per host and protocol. */
  create(account: Omit<HostAccount, 'id' | 'hasPassword' | 'privateKeyFingerprint'>): Promise<Id>;
  get(scope: Scope, id: Id): Promise<HostAccount | undefined>;
  list(scope: Scope, filter: HostAccountFilter, page: PageRequest): Promise<Page<HostAccount>>;
  modify(scope: Scope, id: Id, changes: HostAccountChanges): Promise<boolean>;
  /** An absent member stays as it is. `privateKeyFingerprint` goes with `privateKey`. */
  setCredentials(instanceId: string, id: Id, changes: Partial<SealedCredentials> & { readonly privateKeyFingerprint?: string }): Promise<boolean>;
  credentials(instanceId: string, id: Id): Promise<SealedCredentials | undefined>;
  /** Also drops its grants and policy scope entries. */
  delete(scope: Scope, id: Id): Promise<boolean>;
}

export interface HostKeyPinRepository {
  /** Of all its ports, those of its own first. */
  list(instanceId: string, hostId: Id): Promise<readonly HostKeyPin[]>;
  listAll(instanceId: string, page: PageRequest): Promise<Page<HostKeyPin>>;
  /** Pins the first key of that port and algorithm; false when one is pinned already (which may be another). */
  pin(instanceId: string, pin: HostKeyPin): Promise<boolean>;
  /** Those of `ports`, or all. Number of pins removed. */
  clear(instanceId: string, hostId: Id, ports?: readonly HostKeyPin['port'][]): Promise<number>;
}
