import { CreatePolicy } from './create-policy.ts';
import { DeletePolicy } from './delete-policy.ts';
import { GetPolicy } from './get-policy.ts';
import { GetPolicyAssetScope } from './get-policy-asset-scope.ts';
import { GetPolicyUserScope } from './get-policy-user-scope.ts';
import { ListPolicies } from './list-policies.ts';
import { ModifyPolicy } from './modify-policy.ts';
import { SetPolicyApprovalConfig } from './set-policy-approval-config.ts';
import { SetPolicyAssetScope } from './set-policy-asset-scope.ts';
import { SetPolicyTightenConfig } from './set-policy-tighten-config.ts';
import { SetPolicyUserScope } from './set-policy-user-scope.ts';

export const policies = { CreatePolicy, DeletePolicy, GetPolicy, GetPolicyAssetScope, GetPolicyUserScope, ListPolicies, ModifyPolicy, SetPolicyApprovalConfig, SetPolicyAssetScope, SetPolicyTightenConfig, SetPolicyUserScope } as const;
