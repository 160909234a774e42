import { statusAt } from '@sallyport/core';
import type { AuthorizationDetail, AuthorizationStatus, EpochMs, Language, ListedAuthorization, Phrase } from '@sallyport/core';
import type { RestLocale } from '@sallyport/contract';
import { dateTime } from '../../service-tickets/times.ts';

/** As this API counts them. */
export const STATUS_NUMBERS = { pending: 0, authorized: 1, rejected: 2, expired: 3, recalled: 4, canceled: 5 } as const satisfies Readonly<Record<AuthorizationStatus, number>>;

/** Names that the reference leaves open; ids as the declarations say. */
const CONSOLES = { id: '1', name: { en: 'Console', zh: '控制台' }, visit: { id: '1', name: { en: 'Console log-in', zh: '控制台登录' } } };
const HOSTS = { id: '2', name: { en: 'Host', zh: '主机' }, visit: { id: '4', name: { en: 'Bastion session', zh: '堡垒机会话' } } };
const CONTENT: { readonly id: string; readonly name: Phrase } = { id: '1', name: { en: 'Operations and maintenance', zh: '运维操作' } };

/** What lists and details show alike. Never a secret. */
export function authorizationAnswer(authorization: ListedAuthorization, { language, timeZone }: RestLocale, now: EpochMs) {
  const resource = authorization.details.some((detail) => detail.kind === 'host') ? HOSTS : CONSOLES;
  const { effectiveAt, expiresAt } = authorization;
  return {
    id: authorization.id,
    status: STATUS_NUMBERS[statusAt(authorization, now)],
    incident_id: authorization.caseId,
    simple_description: authorization.caseDescription,
    auth_describe: authorization.description,
    resource_type_id: resource.id,
    resource_type_name: resource.name[language],
    visit_type_id: resource.visit.id,
    visit_type_name: resource.visit.name[language],
    ...(effectiveAt === null ? {} : { auth_effective_time: dateTime(effectiveAt, timeZone) }),
    ...(expiresAt === null ? {} : { auth_expire_time: dateTime(expiresAt, timeZone) }),
    reject_reason: authorization.reason,
    xcustomer_name: authorization.ownerName,
  };
}

export function contentType(language: Language): { readonly content_type_id: string; readonly content_type_name: string } {
  return { content_type_id: CONTENT.id, content_type_name: CONTENT.name[language] };
}

export function detailAnswer(detail: AuthorizationDetail) {
  return {
    id: Number(detail.id),
    ...(detail.port === null ? {} : { port: detail.port }),
    account: detail.account,
    type: detail.kind === 'host' ? 1 as const : 0 as const,
    ...(detail.hostId === null ? {} : { instance_id: detail.hostId }),
    instance_name: detail.hostName,
    region_id: detail.regionId,
  };
}
