import { operation } from '../../operation.ts';
import { policyId } from '../../parameters/ids.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const DeletePolicy = operation({
  action: 'DeletePolicy', version: '2019-12-09', group: 'policies', accessLevel: 'delete', kind: 'write',
  ramAction: 'yundun-bastionhost:DeletePolicy', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PolicyId: policyId,
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Deletes a control policy. Sessions that ran under it are judged anew.',
    zh: '删除控制策略，受其约束的会话将重新判定。',
  },
});
