export { CreatePrincipal } from './create-principal.ts';
export { DeletePrincipal } from './delete-principal.ts';
export { ListPrincipals } from './list-principals.ts';
