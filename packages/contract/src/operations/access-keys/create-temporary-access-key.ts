import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { idText } from '../../parameters/ids.ts';
import { defaulted, optional } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const CreateTemporaryAccessKey = operation({
  action: 'CreateTemporaryAccessKey', version: '2026-11-01', group: 'access-keys', accessLevel: 'create', kind: 'write',
  ramAction: 'sallyport:CreateTemporaryAccessKey', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    DurationSeconds: defaulted(Type.Integer({ minimum: 900, maximum: 86_400 }), 3600, 'public', {
      en: 'How long the key is good, 15 minutes to 24 hours. Left out: 1 hour.', zh: '密钥有效时长，15 分钟至 24 小时；不填表示 1 小时。', example: '3600',
    }),
    PrincipalId: optional(idText, 'public', {
      en: 'Whose key it is. Left out: the caller\'s own.', zh: '密钥所属的主体 ID；不填表示调用者自己。', example: '1',
    }),
    RegionId: regionId,
  },
  result: shape({
    AccessKeyId: Type.String(),
    AccessKeySecret: Type.String(),
    /** Must come with every request that the key signs. */
    SecurityToken: Type.String(),
    /** End of its validity, RFC 3339 in UTC. */
    Expiration: Type.String({ format: 'date-time' }),
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Creates an access key that expires by itself and is good only with its security token. Both secrets are shown in this answer and never again.',
    zh: '创建临时访问密钥，到期自动失效，且必须与安全令牌一同使用。密钥和令牌仅在本次结果中返回，之后无法再次查看。',
  },
});
