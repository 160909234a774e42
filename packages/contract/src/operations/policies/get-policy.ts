import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { policyId } from '../../parameters/ids.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { priority } from '../../values/policies.ts';
import { policyConfigs } from '../../values/policy.ts';
import { shape } from '../../values/shape.ts';

export const GetPolicy = operation({
  action: 'GetPolicy', version: '2019-12-09', group: 'policies', accessLevel: 'get', kind: 'read',
  ramAction: 'yundun-bastionhost:GetPolicy', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PolicyId: policyId,
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({
    Policy: shape({
      ...policyConfigs, Comment: Type.String(), PolicyId: Type.String(), PolicyName: Type.String(), Priority: priority,
    }),
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Shows one control policy with all its parts.',
    zh: '查询单个控制策略的全部配置。',
  },
});
