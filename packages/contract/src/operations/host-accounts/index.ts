import { CreateHostAccount } from './create-host-account.ts';
import { DeleteHostAccount } from './delete-host-account.ts';
import { GetHostAccount } from './get-host-account.ts';
import { ListHostAccounts } from './list-host-accounts.ts';
import { ModifyHostAccount } from './modify-host-account.ts';
import { ResetHostAccountCredential } from './reset-host-account-credential.ts';

export const hostAccounts = { CreateHostAccount, DeleteHostAccount, GetHostAccount, ListHostAccounts, ModifyHostAccount, ResetHostAccountCredential } as const;
