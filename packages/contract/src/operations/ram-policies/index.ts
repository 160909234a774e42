import { AttachRamPolicy } from './attach-ram-policy.ts';
import { CreateRamPolicy } from './create-ram-policy.ts';
import { DeleteRamPolicy } from './delete-ram-policy.ts';
import { DetachRamPolicy } from './detach-ram-policy.ts';
import { ListRamPolicies } from './list-ram-policies.ts';

export const ramPolicies = { AttachRamPolicy, CreateRamPolicy, DeleteRamPolicy, DetachRamPolicy, ListRamPolicies } as const;
