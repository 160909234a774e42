import { AddPrincipalToGroup } from './add-principal-to-group.ts';
import { CreatePrincipalGroup } from './create-principal-group.ts';
import { DeletePrincipalGroup } from './delete-principal-group.ts';
import { ListPrincipalGroupMembers } from './list-principal-group-members.ts';
import { ListPrincipalGroups } from './list-principal-groups.ts';
import { RemovePrincipalFromGroup } from './remove-principal-from-group.ts';

export const principalGroups = {
  AddPrincipalToGroup, CreatePrincipalGroup, DeletePrincipalGroup, ListPrincipalGroupMembers, ListPrincipalGroups, RemovePrincipalFromGroup,
} as const;
