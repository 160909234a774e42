import { DAY, DEFAULT_PROJECT, DomainError, statusAt } from '@sallyport/core';
import type { AuthorizationDetail, MostTries, Phrase, SealedLoan, TargetWork, TargetWorkOutcome } from '@sallyport/core';
import { OsmError } from '../../service-tickets/osm-error.ts';
import { readReach } from '../../service-tickets/reach.ts';
import type { RestCall, RestInputOf, RestResultOf } from '../../service-tickets/rest-handler.ts';
import { awaitTargetWork } from './await-target-work.ts';
import { detailOf, namedDetail } from './named-authorization.ts';
import { demandSeparation } from './separation.ts';

type Input = RestInputOf<'CheckHosts'>;

/** What failed, and nothing that the host said. */
const TEXTS: Readonly<Record<Exclude<TargetWorkOutcome, 'OK' | 'TARGET_LOGIN_FAILED'>, Phrase>> = {
  TARGET_UNREACHABLE: { en: 'The host cannot be reached.', zh: '无法连接到主机。' },
  TARGET_ADDRESS_DENIED: { en: 'The address is not allowed.', zh: '不允许访问该主机地址。' },
  TARGET_PROTOCOL: { en: 'The host speaks no usable SSH.', zh: '主机没有可用的 SSH 服务。' },
  HOST_KEY_CHANGED: { en: 'The host key has changed.', zh: '主机密钥已变更。' },
  HOST_KEY_UNAPPROVED: { en: 'The host key is not approved.', zh: '主机密钥尚未批准。' },
  ASSET_NOT_FOUND: { en: 'The host does not exist.', zh: '主机不存在。' },
  ASSET_UNAVAILABLE: { en: 'The host is not available.', zh: '主机不可用。' },
  INTERNAL: { en: 'The check failed.', zh: '校验未能完成。' },
};
const TOO_LONG: Phrase = { en: 'The check took too long.', zh: '校验超时。' };
const NO_TRIES: Phrase = { en: 'No tries are left.', zh: '校验次数已用完。' };
const BUSY: Phrase = { en: 'Too many checks are waiting.', zh: '等待校验的任务过多。' };
/** So many times what a detail has, for a host in a day: requests can be recalled and made anew. */
const HOST_TRIES = 4;

/** Logs in to the host once as the customer would let the engineer do it, and says whether that worked. A few tries a detail and a host, or it would guess passwords for anybody. */
export async function checkHosts(input: Input, call: RestCall): Promise<RestResultOf<'CheckHosts'>> {
  const { store, random, settings } = call.deps;
  const reach = await readReach(call, input.body.group_id);
  const { authorization, detail } = await namedDetail(store, call, input.path.authorization_detail_id, reach);
  if (detail.kind !== 'host' || statusAt(authorization, call.now) !== 'pending') throw new OsmError('OSM.01010014');
  await demandSeparation(store, authorization, call);
  const workId = random.uuid();
  const loan = await sealPassword(call, workId, input.body.password);
  const { verifyWaitMs } = settings.serviceTickets;
  const outcome = await awaitTargetWork(call.deps, workId, verifyWaitMs, () => enqueue(call, detail, workId, input, loan));
  call.note({ outcome: outcome ?? 'TIMEOUT' });
  if (outcome === 'OK') return { error_code: '', error_msg: '' };
  if (outcome === 'TARGET_LOGIN_FAILED') throw new OsmError('OSM.01010003');
  throw new OsmError('OSM.01010014', { text: outcome === undefined ? TOO_LONG : TEXTS[outcome] });
}

async function sealPassword(call: RestCall, workId: string, password: string): Promise<SealedLoan> {
  const bytes = Buffer.from(password, 'utf8');
  try {
    return await call.deps.loans.seal({ instanceId: call.instance.instanceId, kind: 'target-work', id: workId }, new Map([['secret', bytes]]));
  } finally {
    bytes.fill(0);
  }
}

/** The try and the work stand or fall together. */
async function enqueue(call: RestCall, detail: AuthorizationDetail, workId: string, { body }: Input, loan: SealedLoan): Promise<void> {
  const { serviceTickets } = call.deps.settings;
  const { instanceId } = call.instance;
  try {
    await call.deps.store.transact(async (tx) => {
      const authorization = await tx.authorizations.get(instanceId, detail.authorizationId);
      if (authorization === undefined || statusAt(authorization, tx.now) !== 'pending') throw new OsmError('OSM.01010014');
      if (!await tx.authorizations.useTry(instanceId, detail.id, mostTries(serviceTickets.authorizations.verifyTries, tx.now))) throw new OsmError('OSM.01010014', { text: NO_TRIES });
      await tx.targetWork.enqueue(targetWork(call, detailOf(authorization, detail.id), workId, body, tx.now), loan, serviceTickets.maxTargetWork);
      tx.hint({ instanceId, kind: 'work', id: workId });
    });
  } catch (error) {
    throw error instanceof DomainError && error.code === 'STORE_BUSY' ? new OsmError('OSM.01010014', { text: BUSY, cause: error }) : error;
  }
}

function mostTries(ofDetail: number, now: number): MostTries {
  return { ofDetail, ofHost: ofDetail * HOST_TRIES, since: now - DAY };
}

function targetWork(call: RestCall, { hostId }: AuthorizationDetail, id: string, { account, port }: Pick<Input['body'], 'account' | 'port'>, now: number): TargetWork {
  if (hostId === null) throw new OsmError('OSM.01010014');
  return {
    id,
    instanceId: call.instance.instanceId,
    order: { kind: 'verify-host', projectId: DEFAULT_PROJECT, hostId, account, port },
    askedBy: { principalId: call.principal.id, principalName: call.principal.name, sourceAddress: call.sourceAddress, requestId: call.requestId },
    createdAt: now,
    giveUpAt: now + call.deps.settings.serviceTickets.verifyWaitMs,
  };
}
