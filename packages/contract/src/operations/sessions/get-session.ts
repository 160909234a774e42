import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { required } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { sessionFields } from '../../values/sessions.ts';
import { shape } from '../../values/shape.ts';

export const GetSession = operation({
  action: 'GetSession', version: '2026-11-01', group: 'sessions', accessLevel: 'get', kind: 'read',
  ramAction: 'sallyport:GetSession', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    SessionId: required(Type.String({ minLength: 1, maxLength: 64 }), 'public', {
      en: 'Id of the session.', zh: '会话 ID。', example: '0b8e6a4e-5f0c-4f5e-9a59-3c1b8d3f7a11',
    }),
    RegionId: regionId,
  },
  result: shape({ Session: shape(sessionFields) }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Shows one session.',
    zh: '查询单个会话。',
  },
});
