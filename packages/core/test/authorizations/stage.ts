import { DAY, DEFAULT_PROJECT, HOUR, decide } from '@sallyport/core';
import type { ChangeHint, Id, TicketState } from '@sallyport/core';
import { sharedPostgres, storeRig } from '@sallyport/testkit';
import type { StoreEngine, StoreRig } from '@sallyport/testkit';
import { summary } from '../access/facts.ts';

type OpenedStore = Awaited<ReturnType<StoreRig['open']>>;

const SCOPE = { instanceId: 'bastionhost-cn-end', projectId: DEFAULT_PROJECT };

/** A customer's case with an engineer who may be lent the root account of a host and a console, in a store of its own. */
export class Stage implements AsyncDisposable {
  readonly store: OpenedStore;
  readonly customerId: Id;
  readonly caseId: Id;
  readonly #rig: StoreRig;
  readonly userId: Id;
  readonly hostId: Id;

  private constructor(rig: StoreRig, store: OpenedStore, ids: { readonly customerId: Id; readonly caseId: Id; readonly userId: Id; readonly hostId: Id }) {
    this.store = store;
    this.customerId = ids.customerId;
    this.caseId = ids.caseId;
    this.#rig = rig;
    this.userId = ids.userId;
    this.hostId = ids.hostId;
  }

  get instanceId(): string {
    return SCOPE.instanceId;
  }

  static async open(engine: StoreEngine): Promise<Stage> {
    const rig = await storeRig(engine, engine === 'postgres' ? await sharedPostgres() : undefined);
    const store = await rig.open();
    const { instanceId } = SCOPE;
    await store.instances.create({ instanceId, regionId: 'cn-hangzhou', accountId: '100', description: '', timeZone: 'Asia/Shanghai', createdAt: 0 });
    const customerId = await store.principals.create({ instanceId, name: 'customer', displayName: '', domain: 'c', createdAt: 0 });
    const userId = await store.users.create({
      instanceId, source: 'Local', userName: 'engineer', displayName: '', comment: '', email: '', mobile: '', mobileCountryCode: '', language: 'zh-cn', languageStatus: 'Global',
      needResetPassword: false, sourceUserId: '', twoFactorStatus: 'Global', twoFactorMethods: [], effectiveStart: null, effectiveEnd: null, locked: false, remoteState: null, createdAt: 0,
    }, null);
    const hostId = await store.hosts.create({
      ...SCOPE, source: 'Local', hostName: 'web-1', osType: 'Linux', activeAddressType: 'Private', privateAddress: '10.0.0.1', publicAddress: '', comment: '', sourceInstanceId: '',
      sourceInstanceState: 'Normal', instanceRegionId: '', instanceMemberId: '', networkDomainId: '', prefKex: 'default', sshPort: 22, rdpPort: 3389, createdAt: 0,
    });
    const caseId = await store.cases.create({
      instanceId, ownerId: customerId, description: 'd', subTypeId: 't', productCategoryId: 'p', businessTypeId: 'b', severityId: 's', regionId: 'r', site: 0, sourceId: 's',
      projectId: '', contact: { areaCode: '', mobile: '', mail: '', time: '0' }, extendsMap: '{}', extensionMap: '{}', createdAt: 0,
    });
    return new Stage(rig, store, { customerId, caseId, userId, hostId });
  }

  /** An authorization with the ids of its host's and its console's detail. */
  async request(requestedBy = this.customerId): Promise<{ readonly id: Id; readonly accountId: Id; readonly consoleId: Id }> {
    const createdAt = await this.store.now();
    const id = await this.store.authorizations.create({
      instanceId: this.instanceId, caseId: this.caseId, requestedBy, userId: this.userId, description: '', commitment: '', wishedMs: HOUR, createdAt,
      pendingUntil: createdAt + DAY,
      details: [
        { kind: 'host', hostId: this.hostId, hostName: 'web-1', regionId: 'r', account: 'root', port: 22 },
        { kind: 'console', hostId: null, hostName: '', regionId: 'r', account: '', port: null },
      ],
    });
    const [account, vendorConsole] = (await this.store.authorizations.get(this.instanceId, id))?.details ?? [];
    return { id, accountId: account?.id ?? '', consoleId: vendorConsole?.id ?? '' };
  }

  /** Requested and confirmed with a password, for `lastsMs`. */
  async lend(lastsMs = HOUR, requestedBy = this.customerId): Promise<{ readonly id: Id; readonly accountId: Id; readonly consoleId: Id }> {
    const made = await this.request(requestedBy);
    const effectiveAt = await this.store.now();
    const loan = await this.store.loans.seal({ instanceId: this.instanceId, kind: 'authorization', id: made.id }, new Map([[made.accountId, Buffer.from('hunter2')]]));
    const plan = { effectiveAt, expiresAt: effectiveAt + lastsMs, agencyId: '', details: [{ id: made.accountId, account: 'root', port: 22 }] };
    const moved = await this.store.transact((tx) => tx.authorizations.move(this.instanceId, made.id, { event: 'confirm', by: this.customerId, plan, loan }, tx.now));
    if (moved === undefined) throw new Error('it was not confirmed');
    return made;
  }

  /** The engineer waits for an approval on the account; gives the ticket. */
  async wait(accountId: Id): Promise<Id> {
    const ask = {
      ...SCOPE, userId: this.userId, hostId: this.hostId, accountId, accountName: 'root', protocol: 'SSH' as const, reason: '', effectCount: 0 as const, effectStart: null, effectEnd: null,
    };
    return (await this.store.tickets.openOrJoin(ask, 0, Number.MAX_SAFE_INTEGER, 5)).ticket.id;
  }

  async ticketState(id: Id): Promise<TicketState | undefined> {
    return (await this.store.tickets.get(SCOPE, id))?.state;
  }

  async secret(of: { readonly id: Id; readonly accountId: Id }): Promise<string | undefined> {
    const opened = await this.store.loans.open({ instanceId: this.instanceId, kind: 'authorization', id: of.id }, of.accountId);
    return opened && Buffer.from(opened).toString();
  }

  /** What the engineer's running session on the account is told. */
  async verdict(accountId: Id): Promise<string> {
    const question = {
      instanceId: this.instanceId, userId: this.userId, hostId: this.hostId, accountId, protocol: 'SSH' as const, sourceAddress: '203.0.113.9', phase: 'running' as const, sessionId: null,
      ticketId: null,
    };
    return summary(decide(question, await this.store.access.facts(question)));
  }

  /** Hints that `work` sends, as `kind:id`. */
  async hintsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
    const heard: ChangeHint[] = [];
    const stop = await this.store.hints.subscribe((hints) => heard.push(...hints));
    try {
      await work();
    } finally {
      stop();
    }
    return heard.map((hint) => `${hint.kind}:${hint.id ?? ''}`).sort();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#rig[Symbol.asyncDispose]();
  }
}
