/** How the call arrived and whether it may go on: form, action, permission, limits. */
export const GATEWAY_ERRORS = {
  'InvalidAction.NotFound': { status: 404, en: 'Specified api is not found, please check your url and method.', zh: '指定的接口不存在，请检查请求地址和方法。' },
  InvalidVersion: { status: 400, en: 'Specified parameter Version is not valid.', zh: '参数 Version 无效。' },
  'InvalidParameter.Format': { status: 400, en: 'Specified parameter format is not valid.', zh: '参数 Format 无效。' },
  'InvalidProtocol.NeedSsl': { status: 404, en: 'Your request is denied as lack of ssl protect.', zh: '此接口必须通过 HTTPS 调用。' },
  UnsupportedHTTPMethod: { status: 400, en: 'This http method is not supported.', zh: '不支持该 HTTP 方法。' },
  UnsupportedContentType: { status: 415, en: 'The content type of the request body is not supported.', zh: '不支持该请求体的内容类型。' },
  MalformedRequest: { status: 400, en: 'The request cannot be read.', zh: '无法解析该请求。' },
  RequestEntityTooLarge: { status: 413, en: 'The request body is larger than 1 MiB.', zh: '请求体超过 1 MiB。' },
  RepeatedParameter: { status: 400, en: 'A parameter is given more than once with different values.', zh: '同一参数出现多次且取值不同。' },
  NoPermission: { status: 403, en: 'You are not authorized to perform this operation.', zh: '您没有执行此操作的权限。' },
  'Throttling.User': { status: 400, en: 'Request was denied due to user flow control.', zh: '请求过于频繁，已被账号流控限制。' },
  'Throttling.Api': { status: 400, en: 'Request was denied due to api flow control.', zh: '请求过于频繁，已被接口流控限制。' },
  'Throttling.Address': { status: 400, en: 'Request was denied due to flow control of its source address.', zh: '来自该地址的请求过于频繁，已被限制。' },
  ServiceUnavailable: { status: 503, en: 'The request has failed due to a temporary failure of the server.', zh: '服务暂时不可用，请稍后重试。' },
  InternalError: { status: 500, en: 'An unknown error occurred.', zh: '发生未知错误。' },
} as const;
