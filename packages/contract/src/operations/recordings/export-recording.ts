import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { defaulted, required } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const ExportRecording = operation({
  action: 'ExportRecording', version: '2026-11-01', group: 'recordings', accessLevel: 'get', kind: 'read',
  ramAction: 'sallyport:ExportRecording', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    SessionId: required(Type.String({ minLength: 1, maxLength: 64 }), 'public', {
      en: 'Id of the session.', zh: '会话 ID。', example: '0b8e6a4e-5f0c-4f5e-9a59-3c1b8d3f7a11',
    }),
    Offset: defaulted(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }), 0, 'public', {
      en: 'Number of the first line to return; 0 is the header.', zh: '要返回的首行序号，0 为文件头。', example: '0',
    }),
    Limit: defaulted(Type.Integer({ minimum: 1, maximum: 10_000 }), 1000, 'public', {
      en: 'Lines to return at most; an answer also ends at 512 KiB of text.', zh: '最多返回的行数；单次结果的文本达到 512 KiB 也会截止。', example: '1000',
    }),
    RegionId: regionId,
  },
  result: shape({
    /** Whole lines of asciicast v2, each ending in a line feed. */
    Content: Type.String(),
    /** Offset of the next call. */
    NextOffset: Type.Integer({ minimum: 0 }),
    /** Nothing follows now. */
    End: Type.Boolean(),
    /** The session is over and its recording sealed: after End nothing will ever follow. */
    Sealed: Type.Boolean(),
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'RecordingNotFound'],
  doc: {
    en: 'Exports the recording of a session as asciicast v2, piece by piece. Every export is audited.',
    zh: '以 asciicast v2 格式分段导出会话录像；每次导出都会记入审计。',
  },
});
