import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { required } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { itemCode, itemMessage } from '../../values/batches.ts';
import { userIdList } from '../../values/grants.ts';
import { shape } from '../../values/shape.ts';

export const UnlockUsers = operation({
  action: 'UnlockUsers', version: '2019-12-09', group: 'users', accessLevel: '', kind: 'write',
  ramAction: 'yundun-bastionhost:UnlockUsers', ramResource: 'all', ratePerSecond: 10,
  params: {
    InstanceId: instanceId,
    UserIds: required(userIdList, 'public', {
      en: 'Ids of the users to unlock: 1 to 100.', zh: '要解锁的用户 ID，1 至 100 个。', example: '["1","2"]', wire: 'json-string',
    }),
    RegionId: regionId,
  },
  result: shape({
    Results: Type.Array(shape({ Code: itemCode, Message: itemMessage, UserId: Type.String() })),
  }),
  errors: ['InvalidParameter', 'InternalError'],
  doc: {
    en: 'Unlocks users and clears automatic locks after failed passwords. Ended sessions and tickets do not come back. Answers per id, in the order given.',
    zh: '解锁用户，并清除因密码错误触发的自动锁定；已终止的会话和工单不会恢复。结果按传入顺序逐个返回。',
  },
});
