import type { ErrorEntry } from '../errors.ts';

/**
 * Codes of the service-ticket API. Those of the API itself come with texts of ours: `error_msg` holds at most 32 characters, so the cloud's longer
 * ones do not fit. Business errors come with HTTP 200.
 */
export const REST_ERRORS = {
  'OSM.0001': { status: 400, en: 'Failed', zh: '请求失败' },
  'OSM.0002': { status: 401, en: 'Unauthorized', zh: '未认证' },
  'OSM.0003': { status: 403, en: 'Forbidden', zh: '无权访问' },
  'OSM.0004': { status: 500, en: 'Internal Server Error', zh: '服务器内部错误' },
  'OSM.01010001': { status: 200, en: 'Param validation failed.', zh: '参数校验失败。' },
  'OSM.01010002': { status: 200, en: 'No operation permission.', zh: '没有操作权限。' },
  'OSM.01010003': { status: 200, en: 'Account and password mismatch.', zh: '账号与密码不匹配。' },
  'OSM.01010004': { status: 200, en: 'Asked already. Try again later.', zh: '已催单，请稍后再试。' },
  'OSM.01010005': { status: 200, en: 'Upload size of today exceeded.', zh: '今日上传的附件大小超过限制。' },
  'OSM.01010006': { status: 200, en: 'Severity Id does not exist.', zh: '严重程度 ID 不存在。' },
  'OSM.01010007': { status: 200, en: 'No role to create a case.', zh: '该租户没有创建工单的角色。' },
  'OSM.01010008': { status: 200, en: 'Carbon copy email not valid.', zh: '抄送邮箱无效。' },
  'OSM.01010009': { status: 200, en: 'Not covered by your benefits.', zh: '客户权益不满足创建工单的规则。' },
  'OSM.01010010': { status: 200, en: 'Verification not passed.', zh: '验证未通过。' },
  'OSM.01010011': { status: 200, en: 'No customer info in the token.', zh: '无法从令牌获取客户信息。' },
  'OSM.01010012': { status: 200, en: 'The type must be 0 or 1.', zh: '类型必须为 0 或 1。' },
  'OSM.01010013': { status: 200, en: 'Use cancel, close, press, delete', zh: '操作只能是撤销、关闭、催单或删除。' },
  'OSM.01010014': { status: 200, en: 'Operation failed.', zh: '操作失败。' },
  'OSM.01010015': { status: 200, en: 'This case does not exist.', zh: '工单不存在。' },
  /** The reference knows the code and no text of it. */
  'OSM.01010016': { status: 200, en: 'The operation is not available.', zh: '该操作不可用。' },
  /** The dispatcher appends what exactly is wrong with the proof. */
  'APIGW.0301': { status: 401, en: 'Incorrect IAM authentication information', zh: 'IAM 认证信息不正确' },
  'APIGW.0101': { status: 404, en: 'The API does not exist or has not been published in the environment', zh: 'API 不存在或未在环境中发布' },
  'APIGW.0201': { status: 413, en: 'The request body is larger than 1 MiB', zh: '请求体超过 1 MiB' },
  'APIGW.0308': { status: 429, en: 'The throttling threshold has been reached', zh: '请求过于频繁，已被流控限制' },
} as const satisfies Record<string, ErrorEntry>;

export type RestErrorCode = keyof typeof REST_ERRORS;

export function isRestErrorCode(code: string): code is RestErrorCode {
  return Object.hasOwn(REST_ERRORS, code);
}
