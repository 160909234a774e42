import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { policyId } from '../../parameters/ids.ts';
import { required } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const SetPolicyTightenConfig = operation({
  action: 'SetPolicyTightenConfig', version: '2026-11-01', group: 'policies', accessLevel: 'update', kind: 'write',
  ramAction: 'sallyport:SetPolicyTightenConfig', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PolicyId: policyId,
    OnTighten: required(Type.Enum(['continue', 'cut']), 'public', {
      en: 'continue: running sessions go on and are marked; cut: they end.', zh: 'continue 表示正在进行的会话继续并标记，cut 表示终止。', example: 'cut',
    }),
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Chooses what an approval or second factor that is switched on does to sessions that already run.',
    zh: '设置开启审批或双因子认证时对正在进行的会话的处理方式。',
  },
});
