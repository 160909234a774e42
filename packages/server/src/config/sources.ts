import { layoutOf } from '../data/layout.ts';
import type { ConfigSources } from './load.ts';

/** Which file: the one named, else the one in SALLYPORT_CONFIG, else config.json of the directory if it is there. */
export function configSources(given: { readonly config?: string | undefined; readonly data?: string | undefined }, environment: ConfigSources['environment']): ConfigSources {
  const named = given.config ?? environment['SALLYPORT_CONFIG'];
  if (named !== undefined) return { file: { path: named, presence: 'required' }, environment };
  const data = given.data ?? environment['SALLYPORT_DATA'];
  return { file: data === undefined ? undefined : { path: layoutOf(data).config, presence: 'optional' }, environment };
}
