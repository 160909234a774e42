import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { principalId } from '../../parameters/ids.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const RevokeTemporaryAccess = operation({
  action: 'RevokeTemporaryAccess', version: '2026-11-01', group: 'access-keys', accessLevel: 'delete', kind: 'write',
  ramAction: 'sallyport:RevokeTemporaryAccess', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PrincipalId: principalId,
    RegionId: regionId,
  },
  result: shape({
    /** Tokens and temporary keys that stopped working. */
    Revoked: Type.Integer({ minimum: 0 }),
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Revokes all tokens and temporary access keys of a principal; they stop working at once.',
    zh: '撤销主体的全部令牌和临时访问密钥，立即失效。',
  },
});
