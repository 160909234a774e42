import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INSTANCE, OTHER_INSTANCE } from '../api.ts';
import { SOURCE_ID, startDesk } from './desk.ts';
import type { Caller, Desk, RestAnswer } from './desk.ts';

let desk: Desk;
let colleague: Caller;
/** In the group, but without the permission to act for it. */
let unpermitted: Caller;
/** In a group of his own. */
let outsider: Caller;
/** Of another tenant, with everything allowed. */
let foreigner: Caller;
let group: string;
let otherGroup: string;
let caseId: string;
let authorizationId: string;
let detailId: string;

const OWN_ONLY = JSON.stringify({
  Version: '1', Statement: [{ Effect: 'Allow', Action: ['osm:*'], Resource: '*' }, { Effect: 'Deny', Action: ['osm:OperateGroupTickets'], Resource: '*' }],
});

beforeAll(async () => {
  desk = await startDesk();
  const { api } = desk;
  await api.ok('CreateRamPolicy', { RamPolicyName: 'OwnOnly', PolicyDocument: OWN_ONLY });
  colleague = await desk.caller('colleague', ['ServiceTicketCustomer']);
  unpermitted = await desk.caller('unpermitted', ['OwnOnly']);
  outsider = await desk.caller('outsider', ['ServiceTicketCustomer']);
  foreigner = await desk.caller('foreigner', ['AdministratorAccess'], OTHER_INSTANCE);
  group = await desk.group(desk.customer, colleague, unpermitted);
  otherGroup = await desk.group(outsider);
  caseId = await desk.openCase();
  authorizationId = await desk.request(caseId);
  [detailId = ''] = await desk.detailIds(authorizationId);
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

/** Every operation that names somebody's ticket, harmless to the one who may. */
const READS = (): readonly string[] => [
  `GET /authorizations/${authorizationId}`, `GET /authorizations/${authorizationId}/authorization-details/${detailId}/history-sessions`,
  `GET /cases/${caseId}`, `GET /cases/${caseId}/operate-logs`,
];
const WRITES = (): readonly (readonly [string, Readonly<Record<string, unknown>>])[] => [
  [`PUT /authorizations/${authorizationId}`, { auth_detail_list: [{ auth_detail_id: Number(detailId), password: 'x' }] }],
  [`PUT /authorizations/${authorizationId}/action?action_id=cancel`, {}],
  [`PUT /authorizations/${authorizationId}/action?action_id=reject`, {}],
  [`POST /authorizations/authorization-details/${detailId}/verify-host`, { port: 22, account: 'root', password: 'x' }],
  [`POST /cases/${caseId}/action?action_id=cancel`, {}],
  [`POST /cases/${caseId}/action?action_id=press`, {}],
];
const read = (who: Caller, line: string, group_id?: string): Promise<RestAnswer> => desk.rest(who, `${line}${group_id === undefined ? '' : `?group_id=${group_id}`}`);
const codeFor = (line: string): string => (line.includes(' /cases') ? 'OSM.01010015' : 'OSM.01010002');
const state = async (): Promise<unknown> => [await desk.api.store.authorizations.get(INSTANCE, authorizationId), await desk.api.store.cases.get(INSTANCE, caseId)];

describe('somebody else\'s ticket', () => {
  it.each<[string, () => Caller, () => string | undefined]>([
    ['a stranger without a group', () => outsider, () => undefined],
    ['a stranger through a group that is not his', () => outsider, () => group],
    ['a stranger through his own group', () => outsider, () => otherGroup],
    ['a stranger through a group that does not exist', () => outsider, () => '4242'],
    ['a stranger through a name that is no group', () => outsider, () => 'group-123'],
    ['a colleague who names no group', () => colleague, () => undefined],
    ['a colleague who names a group that he is not in', () => colleague, () => otherGroup],
    ['a colleague without permission', () => unpermitted, () => group],
    ['another tenant', () => foreigner, () => undefined],
    ['another tenant through the group', () => foreigner, () => group],
    ['the owner through a group that is not his', () => desk.customer, () => otherGroup],
    ['the vendor, who may do nothing here', () => desk.vendor, () => group],
  ])('is not there for %s', async (name, who, groupOf) => {
    const before = await state();
    const [caller, group_id] = [who(), groupOf()];
    for (const line of READS()) {
      const answer = await read(caller, line, group_id);
      expect(answer, line).toMatchObject(name.startsWith('the vendor') ? { status: 403, code: 'OSM.0003' } : { status: 200, code: codeFor(line) });
    }
    for (const [line, body] of WRITES()) {
      const answer = await desk.rest(caller, line, { body: { ...body, ...(group_id === undefined ? {} : { group_id }) } });
      expect(answer, line).toMatchObject(name.startsWith('the vendor') ? { status: 403, code: 'OSM.0003' } : { status: 200, code: codeFor(line) });
    }
    expect(await state()).toEqual(before);
  });

  it('has a status for its owner alone, because that operation knows no group', async () => {
    expect(await desk.rest(desk.customer, `GET /cases/${caseId}/status`)).toMatchObject({ code: '' });
    expect(await desk.rest(colleague, `GET /cases/${caseId}/status?group_id=${group}`)).toMatchObject({ code: 'OSM.01010015' });
  });
});

describe('a group\'s ticket', () => {
  it('is read and worked on by its members', async () => {
    for (const line of READS()) expect(await read(colleague, line, group), line).toMatchObject({ status: 200, code: '' });
    const id = await desk.openCase();
    const authorization = await desk.request(id);
    expect(await desk.confirm(authorization, { group_id: group }, colleague)).toMatchObject({ code: '' });
    expect(await desk.rest(colleague, `PUT /authorizations/${authorization}/action?action_id=cancel`, { body: { group_id: group } })).toMatchObject({ code: '' });
    expect(await desk.rest(colleague, `POST /cases/${id}/action?action_id=close`, { body: { group_id: group } })).toMatchObject({ code: '' });
    const { items: [row] } = await desk.api.store.audit.list(INSTANCE, { kind: 'api.UpdateCases' }, { number: 1, size: 1 });
    expect(row).toMatchObject({ actor: { id: colleague.principalId }, details: { groupId: group, caseId: id } });
  });

  it('is reached by its owner with the group too, permitted or not, and with an empty one', async () => {
    const own = await desk.openCase(unpermitted);
    for (const query of [`?group_id=${group}`, '?group_id=', '']) expect(await desk.rest(unpermitted, `GET /cases/${own}${query}`), query).toMatchObject({ code: '' });
  });

  it('is out of reach from the moment that somebody leaves', async () => {
    const leaver = await desk.caller('leaver', ['ServiceTicketCustomer']);
    const short = await desk.group(desk.customer, leaver);
    expect(await desk.rest(leaver, `GET /cases/${caseId}?group_id=${short}`)).toMatchObject({ code: '' });
    await desk.api.ok('RemovePrincipalFromGroup', { PrincipalGroupId: short, PrincipalId: leaver.principalId });
    expect(await desk.rest(leaver, `GET /cases/${caseId}?group_id=${short}`)).toMatchObject({ code: 'OSM.01010015' });
    await desk.api.ok('DeletePrincipalGroup', { PrincipalGroupId: short });
    expect(await desk.rest(desk.customer, `GET /cases/${caseId}?group_id=${short}`)).toMatchObject({ code: 'OSM.01010015' });
  });
});

describe('lists', () => {
  const owners = async (who: Caller, line: string, key: string): Promise<ReadonlySet<unknown>> =>
    new Set(((await desk.done(who, line))[key] as { customer_id: string }[]).map((item) => item.customer_id));

  it('hold one\'s own, or a whole group\'s', async () => {
    await desk.openCase(colleague);
    const theirs = await desk.openCase(outsider);
    await desk.request(theirs);
    const [own, both] = [new Set([colleague.principalId]), new Set([desk.customer.principalId, colleague.principalId])];
    expect(await owners(colleague, 'GET /cases', 'incident_info_list')).toEqual(own);
    expect(await owners(colleague, `GET /cases?limit=100&group_id=${group}`, 'incident_info_list')).toEqual(new Set([...both, unpermitted.principalId]));
    expect(await owners(colleague, `GET /cases?group_id=${group}&x_customer_id=${outsider.principalId}`, 'incident_info_list')).toEqual(new Set());
    expect(await owners(colleague, 'GET /authorizations', 'incident_auth_list')).toEqual(new Set());
    expect(await owners(colleague, `GET /authorizations?group_id=${group}`, 'incident_auth_list')).toEqual(new Set([desk.customer.principalId]));
    expect(await owners(unpermitted, `GET /authorizations?group_id=${group}`, 'incident_auth_list')).toEqual(new Set());
    expect(await owners(foreigner, 'GET /authorizations', 'incident_auth_list')).toEqual(new Set());
  });

  it.each([['GET /authorizations', 'OSM.01010002'], ['GET /cases', 'OSM.01010015']])('%s is nobody\'s through a group that is not the caller\'s', async (line, code) => {
    for (const group_id of [otherGroup, '4242', 'group-123']) expect(await desk.rest(colleague, `${line}?group_id=${group_id}`), group_id).toMatchObject({ status: 200, code });
  });

  it('open tickets in the caller\'s own name alone', async () => {
    const answer = await desk.done(colleague, 'POST /cases', { body: { business_type_id: 'question', simple_description: 'x', source_id: SOURCE_ID, group_id: group } });
    expect(await desk.api.store.cases.get(INSTANCE, String(answer['incident_id']))).toMatchObject({ ownerId: colleague.principalId });
  });
});
