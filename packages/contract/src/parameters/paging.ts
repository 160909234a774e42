import { Type } from 'typebox';
import type { TInteger } from 'typebox';
import type { Param } from '../operation.ts';
import { defaulted } from './param.ts';

/** Terraform sends PageSize=0 and expects data, so zero and empty mean the default; more than the maximum is refused. */
export const pageNumber = defaulted(Type.Integer({ minimum: 1, maximum: 2_147_483_647 }), 1, 'public', {
  zero: 'default', en: 'Page to return, from 1. Empty or 0: the first.', zh: '要返回的页码，从 1 开始。为空或 0 表示第一页。', example: '1',
});

export function pageSize(byDefault: number, maximum = 100): Param<TInteger, false> & { readonly default: {} } {
  return defaulted(Type.Integer({ minimum: 1, maximum }), byDefault, 'public', {
    zero: 'default', en: `Entries on a page, at most ${maximum}. Empty or 0: ${byDefault}.`, zh: `每页条数，最多 ${maximum} 条。为空或 0 表示 ${byDefault} 条。`, example: '20',
  });
}
