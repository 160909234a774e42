import { openStore } from '@sallyport/store';

/** Started as a process of its own: opens the store of its first argument and keeps it. */
const [, , file, key] = process.argv;
await openStore({ engine: 'sqlite', file: file ?? '' }, { masterKey: Buffer.from(key ?? '', 'hex') });
process.send?.('open');
setInterval(() => {}, 1_000);
