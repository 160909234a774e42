/** For programs that run a node in their own process (demo, benchmarks): the command line does no more than this. */
export { initialise } from './init/initialise.ts';
export type { InitOptions, InitResult } from './init/init-plan.ts';
export { join } from './init/join.ts';
export type { JoinOptions, JoinResult } from './init/join.ts';
export { startAllInOne } from './compose/all-in-one.ts';
export type { AllInOneOptions, Running } from './compose/all-in-one.ts';
export { loadConfig } from './config/load.ts';
export type { Config } from './config/schema.ts';
export { signRequest } from './client/sign.ts';
export type { SignedRequest, UnsignedRequest } from './client/sign.ts';
