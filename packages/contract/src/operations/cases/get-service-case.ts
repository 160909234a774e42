import { operation } from '../../operation.ts';
import { caseId } from '../../parameters/ids.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { serviceCase } from '../../values/service-cases.ts';
import { shape } from '../../values/shape.ts';

export const GetServiceCase = operation({
  action: 'GetServiceCase', version: '2026-11-01', group: 'cases', accessLevel: 'get', kind: 'read',
  ramAction: 'sallyport:GetServiceCase', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    CaseId: caseId,
    RegionId: regionId,
  },
  result: shape({ Case: serviceCase }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Shows one service ticket of any customer.',
    zh: '查询任意客户的单个工单。',
  },
});
