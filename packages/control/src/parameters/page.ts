import type { PageRequest } from '@sallyport/core';

export function pageOf(params: { readonly PageNumber: number; readonly PageSize: number }): PageRequest {
  return { number: params.PageNumber, size: params.PageSize };
}
