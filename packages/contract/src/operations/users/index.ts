import { CreateUser } from './create-user.ts';
import { DeleteUser } from './delete-user.ts';
import { GetUser } from './get-user.ts';
import { ListUsers } from './list-users.ts';
import { LockUsers } from './lock-users.ts';
import { ModifyUser } from './modify-user.ts';
import { UnlockUsers } from './unlock-users.ts';

export const users = { CreateUser, DeleteUser, GetUser, ListUsers, LockUsers, ModifyUser, UnlockUsers } as const;
