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
