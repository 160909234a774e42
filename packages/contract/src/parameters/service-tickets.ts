import { Type } from 'typebox';
import { int64Text } from '../values/int64.ts';
import { restDefaulted, restOptional, restRequired } from './rest-param.ts';

/** Id of a list of the installation's own, or of whatever else the caller names; the limit is ours where the reference gives none. */
export const namedId = Type.String({ minLength: 1, maxLength: 64 });
/** The same where empty means absent. */
export const perhapsId = Type.String({ minLength: 0, maxLength: 64 });

/** `Auth-<n>` and `n` alike; what the text holds is the handler's to judge (ruling G1). */
export const authorizationId = restRequired(Type.String({ minLength: 1, maxLength: 32 }), 'public', {
  en: 'Id of the authorization: `Auth-<n>` or `n`.', zh: '授权单 ID，可写作 `Auth-<n>` 或 `n`。', example: 'Auth-123456',
});
export const authorizationDetailId = restRequired(int64Text, 'public', {
  en: 'Id of the authorization detail, as ShowAuthorizationDetail lists it.', zh: '授权明细 ID，由 ShowAuthorizationDetail 返回。', example: '123457',
});
export const sessionId = restRequired(int64Text, 'public', {
  en: 'Id of the session, as ListHistorySessions lists it.', zh: '会话 ID，由 ListHistorySessions 返回。', example: '123460',
});
export const caseId = restRequired(namedId, 'public', { en: 'Id of the service ticket.', zh: '工单 ID。', example: '123450' });

const GROUP = { en: 'Principal group through which another member\'s ticket is reached. Empty: none.', zh: '主体组 ID，用于处理同组其他成员的工单。为空表示不使用。', example: '12' } as const;
/** Empty means absent. */
export const groupId = restOptional(perhapsId, 'public', GROUP);
/** Where the reference wants at least one character. */
export const filledGroupId = restOptional(namedId, 'public', GROUP);

export const offset = restDefaulted(Type.Integer({ minimum: 0, maximum: 65_535 }), 0, 'public', {
  en: 'Entries to skip.', zh: '跳过的条数。', example: '0',
});
export const limit = restDefaulted(Type.Integer({ minimum: 1, maximum: 100 }), 10, 'public', {
  en: 'Entries to return, 1 to 100.', zh: '返回的条数，1 至 100。', example: '10',
});
export const sort = restDefaulted(Type.Enum([0, 1]), 0, 'public', {
  en: 'Order by time: 0 newest first, 1 oldest first.', zh: '按时间排序：0 为降序，1 为升序。', example: '0',
});
