import { DEFAULT_PROJECT, SECOND, isOpenCase } from '@sallyport/core';
import type { NewAuthorization, ServiceCase, Transaction, User } from '@sallyport/core';
import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { callerUser } from '../../parameters/caller-user.ts';
import { found, foundId } from '../../parameters/found.ts';
import { demand } from '../../parameters/refuse.ts';
import { forbidden } from '../../ram/forbidden.ts';
import { logCase } from '../../service-tickets/case-log.ts';

type Ask = Params<'RequestAuthorization'>;
type NewDetail = NewAuthorization['details'][number];

/** On one ticket at once: more than anybody reads before he confirms, few enough to end together with the ticket. */
const MOST_OPEN = 50;

/** Asks the customer of a ticket for access; asking takes a waiting ticket on. */
export async function requestAuthorization(params: Ask, call: Call): Promise<Result<'RequestAuthorization'>> {
  const { instanceId } = call.instance;
  const caseId = foundId(params.CaseId);
  const limits = call.deps.settings.serviceTickets.authorizations;
  const wishedMs = params.DurationSeconds * SECOND;
  demand(wishedMs <= limits.longestMs);
  const engineer = await namedEngineer(params, call);
  const id = await call.transact(async (tx) => {
    const serviceCase = found(await tx.cases.get(instanceId, caseId));
    demandOthers(serviceCase, call);
    await takeOn(tx, serviceCase, call);
    if ((await tx.authorizations.openOf(instanceId, { caseId })).length >= MOST_OPEN) throw new ApiError('CaseStateConflict', { message: 'Too many authorizations wait or stand on this case.' });
    const created = await tx.authorizations.create({
      instanceId, caseId, requestedBy: call.principal.id, userId: engineer.id, description: params.Description, commitment: params.Commitment ?? '',
      wishedMs, createdAt: tx.now, pendingUntil: tx.now + limits.pendingMs, details: await readDetails(tx, params, call),
    });
    await logCase(tx, call, caseId, { operation: 'request-authorization', operator: 'support', words: params.Description });
    call.note({ authorizationId: created, caseId, userId: engineer.id });
    return created;
  });
  return { AuthorizationId: id };
}

async function namedEngineer({ UserId }: Ask, call: Call): Promise<User> {
  return UserId === undefined ? callerUser(call) : found(await call.deps.store.users.get(call.instance.instanceId, foundId(UserId)));
}

/** Whoever asks cannot be whoever is asked (ruling C2). */
function demandOthers({ ownerId }: ServiceCase, call: Call): void {
  const breach = ownerId === call.principal.id ? 'own-case' : undefined;
  const { separationOfDuties } = call.deps.settings;
  if (separationOfDuties === 'off') return call.note({ separationOfDuties, ...(breach === undefined ? {} : { breach }) });
  if (breach === undefined) return;
  call.note({ breach });
  throw forbidden(call, 'SeparationOfDuties', 'Nobody asks himself for access.');
}

/** Before the authorization is made: its making holds the case's row, and two that hold it alike could not both move it on. */
async function takeOn(tx: Transaction, serviceCase: ServiceCase, call: Call): Promise<void> {
  const { instanceId, id, status } = serviceCase;
  if (status === 'deleted') throw new ApiError('OBJECT_NOT_FOUND');
  if (!isOpenCase(status)) throw new ApiError('CaseStateConflict');
  if (status !== 'submitted') return;
  const moved = await tx.cases.move(instanceId, id, 'accept', {}, tx.now);
  if (moved !== undefined) return logCase(tx, call, id, { operation: 'accept', operator: 'support', words: '' });
  const now = await tx.cases.get(instanceId, id);
  if (now === undefined || !isOpenCase(now.status)) throw new ApiError('CaseStateConflict');
}

async function readDetails(tx: Transaction, { Details }: Ask, call: Call): Promise<readonly NewDetail[]> {
  const details: NewDetail[] = [];
  for (const { Type, HostId, Account, Port } of Details) {
    if (Type === 'Console') {
      demand(HostId === undefined && Account === undefined && Port === undefined);
      details.push({ kind: 'console', hostId: null, hostName: '', regionId: call.instance.regionId, account: '', port: null });
      continue;
    }
    demand(HostId !== undefined);
    const host = found(await tx.hosts.get({ instanceId: call.instance.instanceId, projectId: DEFAULT_PROJECT }, foundId(HostId)));
    const regionId = host.instanceRegionId === '' ? call.instance.regionId : host.instanceRegionId;
    details.push({ kind: 'host', hostId: host.id, hostName: host.hostName, regionId, account: Account ?? '', port: Port ?? host.sshPort });
  }
  return details;
}
