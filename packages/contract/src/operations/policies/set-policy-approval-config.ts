import { operation } from '../../operation.ts';
import { policyId } from '../../parameters/ids.ts';
import { required } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { onOff } from '../../values/policies.ts';
import { shape } from '../../values/shape.ts';

export const SetPolicyApprovalConfig = operation({
  action: 'SetPolicyApprovalConfig', version: '2019-12-09', group: 'policies', accessLevel: 'update', kind: 'write',
  ramAction: 'yundun-bastionhost:SetPolicyApprovalConfig', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    ApprovalConfig: required(shape({ SwitchStatus: onOff }), 'public', {
      en: 'Whether log-ons under the policy need an approved O&M ticket.', zh: '受该策略约束的登录是否需要运维工单审批。', example: '{"SwitchStatus":"On"}', wire: 'json',
    }),
    PolicyId: policyId,
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Switches approval of log-ons on or off. Switched off, those who wait are let in; switched on, running sessions follow the policy\'s own choice.',
    zh: '开启或关闭登录审批。关闭后等待中的登录立即放行；开启后正在进行的会话按策略自身的设置处理。',
  },
});
