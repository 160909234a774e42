import type { catalogue, ParamsOf, ResultOf } from '@sallyport/contract';
import type { Call } from './call.ts';

type Catalogue = typeof catalogue;
export type Action = keyof Catalogue;

/** Decoded and checked parameters of an operation. */
export type Params<A extends Action> = ParamsOf<Catalogue[A]>;

/** Its answer, without RequestId. */
export type Result<A extends Action> = ResultOf<Catalogue[A]>;

/** Does what one operation declares. Refuses by throwing ApiError. */
export type Handler<A extends Action> = (params: Params<A>, call: Call) => Promise<Result<A>>;

/** One for every declaration: a missing one does not compile. */
export type Handlers = { readonly [A in Action]: Handler<A> };
