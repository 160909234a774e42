import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { hostId } from '../../parameters/ids.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { addressType, hostProtocol, hostSource, osType, prefKex, sourceInstanceState } from '../../values/hosts.ts';
import { shape } from '../../values/shape.ts';

export const GetHost = operation({
  action: 'GetHost', version: '2019-12-09', group: 'hosts', accessLevel: 'get', kind: 'read',
  ramAction: 'yundun-bastionhost:GetHost', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    HostId: hostId,
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({
    Host: shape({
      ActiveAddressType: addressType,
      Comment: Type.String(),
      HostId: Type.String(),
      HostName: Type.String(),
      HostPrivateAddress: Type.String(),
      HostPublicAddress: Type.String(),
      NetworkDomainId: Type.String(),
      OSType: osType,
      PrefKex: prefKex,
      Protocols: Type.Array(shape({ HostFingerPrint: Type.String(), Port: Type.Integer(), ProtocolName: hostProtocol })),
      Source: hostSource,
      SourceInstanceId: Type.String(),
      SourceInstanceState: sourceInstanceState,
    }),
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Shows one host with its service ports and pinned host key.',
    zh: '查询单个主机的详情，包括服务端口和已固定的主机密钥指纹。',
  },
});
