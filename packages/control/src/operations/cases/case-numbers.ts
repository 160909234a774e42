import type { CaseLogEntry, CaseStatus, Phrase } from '@sallyport/core';

/** As this API counts them. A deleted ticket is shown to nobody: the reference's answers have no number for it. */
export const STATUS_NUMBERS: Readonly<Record<Exclude<CaseStatus, 'deleted'>, 0 | 1 | 2 | 3 | 4 | 12 | 17>> = {
  'submitted': 0, 'processing': 1, 'resolved': 2, 'completed': 3, 'withdrawn': 4, 'invalid': 12, 'awaiting-feedback': 17,
};

interface LoggedOperation {
  readonly type: number;
  readonly name: Phrase;
}

/** `operate_type` of the log: the reference has no table, this one is ours. Numbers are never given to another operation. */
export const OPERATIONS: Readonly<Record<CaseLogEntry['operation'], LoggedOperation>> = {
  'create': { type: 1, name: { en: 'Opened', zh: '创建工单' } },
  'cancel': { type: 2, name: { en: 'Withdrawn', zh: '撤销工单' } },
  'close': { type: 3, name: { en: 'Closed', zh: '关闭工单' } },
  'press': { type: 4, name: { en: 'Urged', zh: '催单' } },
  'delete': { type: 5, name: { en: 'Deleted', zh: '删除工单' } },
  'accept': { type: 11, name: { en: 'Accepted', zh: '受理工单' } },
  'ask': { type: 12, name: { en: 'Feedback asked for', zh: '等待客户反馈' } },
  'resume': { type: 13, name: { en: 'Resumed', zh: '继续处理' } },
  'resolve': { type: 14, name: { en: 'Resolved', zh: '提交处理结果' } },
  'invalidate': { type: 15, name: { en: 'Declared invalid', zh: '置为无效' } },
  'request-authorization': { type: 21, name: { en: 'Authorization requested', zh: '申请授权' } },
  'recall-authorization': { type: 22, name: { en: 'Authorization recalled', zh: '撤回授权申请' } },
  'confirm-authorization': { type: 23, name: { en: 'Authorization confirmed', zh: '确认授权' } },
  'reject-authorization': { type: 24, name: { en: 'Authorization rejected', zh: '拒绝授权' } },
  'cancel-authorization': { type: 25, name: { en: 'Authorization canceled', zh: '取消授权' } },
};
