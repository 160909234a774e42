import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const VerifyAudit = operation({
  action: 'VerifyAudit', version: '2026-11-01', group: 'audit', accessLevel: 'get', kind: 'read',
  ramAction: 'sallyport:VerifyAudit', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    RegionId: regionId,
  },
  result: shape({
    Valid: Type.Boolean(),
    /** Events that were checked. */
    Checked: Type.Integer({ minimum: 0 }),
    /** Sequence of the first event that does not fit its chain; 0: none. */
    BrokenAt: Type.Integer({ minimum: 0 }),
    /** What is wrong there; empty: nothing. */
    Reason: Type.String(),
    /** Hash of the last event; empty: there is none. */
    Head: Type.String(),
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Recomputes the hash chain of the audit log from its first event.',
    zh: '从首个事件起重新计算审计日志的哈希链。',
  },
});
