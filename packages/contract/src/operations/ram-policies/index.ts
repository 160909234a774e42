export { AttachRamPolicy } from './attach-ram-policy.ts';
export { CreateRamPolicy } from './create-ram-policy.ts';
export { DeleteRamPolicy } from './delete-ram-policy.ts';
export { DetachRamPolicy } from './detach-ram-policy.ts';
export { ListRamPolicies } from './list-ram-policies.ts';
