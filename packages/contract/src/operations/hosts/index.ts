export { CreateHost } from './create-host.ts';
export { DeleteHost } from './delete-host.ts';
export { GetHost } from './get-host.ts';
export { ListHosts } from './list-hosts.ts';
export { ModifyHost } from './modify-host.ts';
export { ModifyHostsPort } from './modify-hosts-port.ts';
