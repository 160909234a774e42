export { CreateHostAccount } from './create-host-account.ts';
export { DeleteHostAccount } from './delete-host-account.ts';
export { GetHostAccount } from './get-host-account.ts';
export { ListHostAccounts } from './list-host-accounts.ts';
export { ModifyHostAccount } from './modify-host-account.ts';
