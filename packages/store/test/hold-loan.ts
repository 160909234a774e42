import { openStore } from '@sallyport/store';
import type { StoreConfig } from '@sallyport/store';
import { confirm, end, requested } from '../conformance/lending.ts';

/** Started as a process of its own: lends a password and takes it back, and is killed before it tends to what that leaves behind. */
const [, , config, key, loanDirectory, password] = process.argv;
const store = await openStore(JSON.parse(config ?? '') as StoreConfig, { masterKey: Buffer.from(key ?? '', 'hex'), loanDirectory: loanDirectory ?? '' });
const of = await requested(store);
await confirm(store, of, password ?? '');
process.send?.({ of });
process.on('message', () => {
  void end(store, of, 'cancel').then((ended) => process.send?.({ ended: ended?.status }));
});
