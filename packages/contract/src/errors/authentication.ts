/** Who calls: access keys, signatures, clocks and replays. */
export const AUTHENTICATION_ERRORS = {
  'InvalidAccessKeyId.NotFound': { status: 404, en: 'Specified access key is not found.', zh: '指定的访问密钥不存在。' },
  'InvalidAccessKeyId.Inactive': { status: 400, en: 'Specified access key is disabled.', zh: '指定的访问密钥已被禁用。' },
  /** With signature v1 the dispatcher appends ` server string to sign is:<StringToSign>`: old clients compare it with their own. */
  SignatureDoesNotMatch: { status: 400, en: 'Specified signature is not matched with our calculation.', zh: '签名与服务端计算的结果不一致。' },
  SignatureNonceUsed: { status: 400, en: 'Specified signature nonce was used already.', zh: '该签名随机数已被使用过。' },
  IncompleteSignature: { status: 400, en: 'The request signature does not cover everything that it must cover.', zh: '请求签名没有覆盖必须签名的全部内容。' },
  InvalidSignatureMethod: { status: 400, en: 'Specified signature method is not valid.', zh: '不支持指定的签名方法。' },
  InvalidSignatureVersion: { status: 400, en: 'Specified signature version is not valid.', zh: '不支持指定的签名版本。' },
  'InvalidTimeStamp.Format': { status: 400, en: 'Specified time stamp or date value is not well formatted.', zh: '时间戳或日期的格式不正确。' },
  'InvalidTimeStamp.Expired': { status: 400, en: 'Specified time stamp or date value is expired.', zh: '时间戳或日期已超出允许的时间范围。' },
  MissingSecurityToken: { status: 400, en: 'SecurityToken is mandatory for this access key.', zh: '使用此访问密钥必须提供 SecurityToken。' },
  'InvalidSecurityToken.Malformed': { status: 400, en: 'Specified security token is not valid.', zh: '安全令牌无效。' },
  'InvalidSecurityToken.Expired': { status: 400, en: 'Specified security token is expired.', zh: '安全令牌已过期。' },
  'InvalidSecurityToken.MismatchWithAccessKey': { status: 400, en: 'Specified security token does not belong to the access key.', zh: '安全令牌与访问密钥不匹配。' },
} as const;
