import type { Operation, ParamsOf, ResultOf } from '@sallyport/contract';
import type { Call } from './call.ts';

/** Does what one operation declares; its parameters are decoded and checked. Refuses by throwing ApiError. */
export type Handler<O extends Operation> = (params: ParamsOf<O>, call: Call) => Promise<ResultOf<O>>;
