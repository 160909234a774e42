import type { Text } from '../operation.ts';
import type { RestHeader } from '../rest-operation.ts';

/** A header of the service-ticket API. Lengths count code points. */
export interface RestHeaderRule {
  readonly minLength: number;
  readonly maxLength: number;
  /** The only values; undefined: text of whatever content. */
  readonly values?: readonly string[];
  /** When absent; undefined: nothing. */
  readonly default?: string;
  readonly doc: Text;
}

/** The common headers of nearly every operation of the service-ticket API. */
export const COMMON_HEADERS: readonly RestHeader[] = ['X-Site', 'X-Language', 'X-Time-Zone'];

export const REST_HEADERS: Readonly<Record<RestHeader | 'X-Auth-Token', RestHeaderRule>> = {
  'X-Auth-Token': {
    minLength: 1, maxLength: 5000,
    doc: { en: 'Token of the caller; needed unless the request is signed with an access key.', zh: '调用者的令牌；使用访问密钥签名时可以不填。' },
  },
  'X-Site': {
    minLength: 1, maxLength: 1, values: ['0', '1'], default: '0',
    doc: { en: 'Selects the configuration lists: 0 mainland China, 1 international.', zh: '选择配置列表：0 中国站，1 国际站。' },
  },
  'X-Language': {
    minLength: 1, maxLength: 32, default: 'zh-cn',
    doc: { en: 'Language of names and messages: zh-cn or en-us; another one means zh-cn.', zh: '名称和提示的语言：zh-cn 或 en-us，其他值按 zh-cn 处理。' },
  },
  'X-Time-Zone': {
    minLength: 1, maxLength: 32, default: 'GMT+8',
    doc: { en: 'Time zone of times: `GMT±h[:mm]`, `UTC±h[:mm]` or an IANA name.', zh: '时间所用的时区：`GMT±h[:mm]`、`UTC±h[:mm]` 或 IANA 名称。' },
  },
};
