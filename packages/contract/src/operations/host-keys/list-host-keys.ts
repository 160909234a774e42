import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { idText } from '../../parameters/ids.ts';
import { pageNumber, pageSize } from '../../parameters/paging.ts';
import { optional } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { totalCount } from '../../values/batches.ts';
import { shape } from '../../values/shape.ts';
import { unixSeconds } from '../../values/users.ts';

export const ListHostKeys = operation({
  action: 'ListHostKeys', version: '2026-11-01', group: 'host-keys', accessLevel: 'get', kind: 'read',
  ramAction: 'sallyport:ListHostKeys', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    HostId: optional(idText, 'public', {
      en: 'Only keys of this host.', zh: '只返回该主机的密钥。', example: '1',
    }),
    PageNumber: pageNumber,
    PageSize: pageSize(20),
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({
    HostKeys: Type.Array(shape({
      HostId: Type.String(),
      HostName: Type.String(),
      /** Absent: the host's own SSH port. */
      Port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
      Algorithm: Type.String(),
      FingerprintSha256: Type.String(),
      FingerprintMd5: Type.String(),
      PinnedTime: unixSeconds,
      PinnedBy: Type.String(),
    })),
    TotalCount: totalCount,
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Lists pinned host keys of targets, page by page.',
    zh: '分页查询已固定的目标主机密钥。',
  },
});
