export { AttachHostAccountsToUser } from './attach-host-accounts-to-user.ts';
export { DetachHostAccountsFromUser } from './detach-host-accounts-from-user.ts';
export { ListHostAccountsForUser } from './list-host-accounts-for-user.ts';
export { ListHostsForUser } from './list-hosts-for-user.ts';
