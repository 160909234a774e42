import { Type } from 'typebox';
import { required } from './param.ts';

/** Any text that may be an id: what is not canonical decimal names nothing and is answered by the handler as unknown. */
export const idText = Type.String({ minLength: 1, maxLength: 64 });
/** An element of a list of ids: even an empty one is judged item by item. */
export const listedId = Type.String({ maxLength: 64 });

export const userId = required(idText, 'public', { en: 'Id of the user.', zh: '用户 ID。', example: '1' });
export const hostId = required(idText, 'public', { en: 'Id of the host.', zh: '主机 ID。', example: '1' });
export const hostAccountId = required(idText, 'public', { en: 'Id of the host account.', zh: '主机账户 ID。', example: '1' });
export const policyId = required(idText, 'public', { en: 'Id of the control policy.', zh: '控制策略 ID。', example: '7' });
export const operationTicketId = required(idText, 'public', { en: 'Id of the O&M ticket.', zh: '运维工单 ID。', example: '2' });
export const principalId = required(idText, 'public', { en: 'Id of the principal.', zh: '主体 ID。', example: '1' });
export const authorizationId = required(idText, 'public', { en: 'Id of the authorization: `Auth-<n>` or `n`.', zh: '授权单 ID，可写作 `Auth-<n>` 或 `n`。', example: '123456' });
export const caseId = required(idText, 'public', { en: 'Id of the service ticket.', zh: '工单 ID。', example: '123450' });
export const principalGroupId = required(idText, 'public', { en: 'Id of the principal group.', zh: '主体组 ID。', example: '12' });
