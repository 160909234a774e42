import { CreatePrincipal } from './create-principal.ts';
import { DeletePrincipal } from './delete-principal.ts';
import { ListPrincipals } from './list-principals.ts';

export const principals = { CreatePrincipal, DeletePrincipal, ListPrincipals } as const;
