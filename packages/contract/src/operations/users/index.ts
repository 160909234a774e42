export { CreateUser } from './create-user.ts';
export { DeleteUser } from './delete-user.ts';
export { GetUser } from './get-user.ts';
export { ListUsers } from './list-users.ts';
export { LockUsers } from './lock-users.ts';
export { ModifyUser } from './modify-user.ts';
export { UnlockUsers } from './unlock-users.ts';
