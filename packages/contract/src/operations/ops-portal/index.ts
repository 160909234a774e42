export { ListOperationHostAccounts } from './list-operation-host-accounts.ts';
export { ListOperationHosts } from './list-operation-hosts.ts';
