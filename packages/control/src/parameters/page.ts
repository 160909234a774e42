import type { PageRequest, Slice } from '@sallyport/core';

export function pageOf(params: { readonly PageNumber: number; readonly PageSize: number }): PageRequest {
  return { number: params.PageNumber, size: params.PageSize };
}

/** The same page for lists that are read from an offset on. */
export function sliceOf(params: { readonly PageNumber: number; readonly PageSize: number }): Slice {
  return { offset: (params.PageNumber - 1) * params.PageSize, limit: params.PageSize };
}
