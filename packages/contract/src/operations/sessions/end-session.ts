import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { commentText } from '../../parameters/comments.ts';
import { optional, required } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const EndSession = operation({
  action: 'EndSession', version: '2026-11-01', group: 'sessions', accessLevel: 'update', kind: 'write',
  ramAction: 'sallyport:EndSession', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    SessionId: required(Type.String({ minLength: 1, maxLength: 64 }), 'public', {
      en: 'Id of the session.', zh: '会话 ID。', example: '0b8e6a4e-5f0c-4f5e-9a59-3c1b8d3f7a11',
    }),
    Comment: optional(commentText, 'public', {
      en: 'Words for the engineer, at most 500 characters.', zh: '给运维人员的说明，最多 500 个字符。', example: 'incident is over',
    }),
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Ends a live session at once; the engineer reads the comment. On an ended one it does nothing.',
    zh: '立即终止进行中的会话，运维人员会看到说明；会话已结束时不产生作用。',
  },
});
