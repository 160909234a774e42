import { ClearPrincipalPassword } from './clear-principal-password.ts';
import { CreatePrincipal } from './create-principal.ts';
import { DeletePrincipal } from './delete-principal.ts';
import { DisablePrincipalTotp } from './disable-principal-totp.ts';
import { EnablePrincipalTotp } from './enable-principal-totp.ts';
import { ListPrincipals } from './list-principals.ts';
import { SetPrincipalPassword } from './set-principal-password.ts';

export const principals = { ClearPrincipalPassword, CreatePrincipal, DeletePrincipal, DisablePrincipalTotp, EnablePrincipalTotp, ListPrincipals, SetPrincipalPassword } as const;
