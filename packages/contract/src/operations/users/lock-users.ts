import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { required } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { itemCode, itemMessage } from '../../values/batches.ts';
import { userIdList } from '../../values/grants.ts';
import { shape } from '../../values/shape.ts';

export const LockUsers = operation({
  action: 'LockUsers', version: '2019-12-09', group: 'users', accessLevel: 'Write', kind: 'write',
  ramAction: 'yundun-bastionhost:LockUsers', ramResource: 'all', ratePerSecond: 10,
  params: {
    InstanceId: instanceId,
    UserIds: required(userIdList, 'public', {
      en: 'Ids of the users to lock: 1 to 100.', zh: '要锁定的用户 ID，1 至 100 个。', example: '["1","2","3"]', wire: 'json-string',
    }),
    RegionId: regionId,
  },
  result: shape({
    Results: Type.Array(shape({ Code: itemCode, Message: itemMessage, UserId: Type.String() })),
  }),
  errors: ['InvalidParameter', 'InternalError'],
  doc: {
    en: 'Locks users at once: a locked user can neither log on nor operate, and what runs ends. Answers per id, in the order given.',
    zh: '立即锁定用户：被锁定的用户无法登录和运维，正在进行的会话随即终止。结果按传入顺序逐个返回。',
  },
});
