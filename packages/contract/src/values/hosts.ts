import { Type } from 'typebox';

export const hostSource = Type.Enum(['Local', 'Ecs', 'Rds']);
export const osType = Type.Enum(['Linux', 'Windows']);
export const addressType = Type.Enum(['Public', 'Private']);
export const hostProtocol = Type.Enum(['SSH', 'RDP']);
export const sourceInstanceState = Type.Enum(['Normal', 'Release']);
export const prefKex = Type.Enum(['default', 'diffie-hellman-group1-sha1', 'diffie-hellman-group14-sha1', 'diffie-hellman-group-exchange-sha1']);
export const privilegeType = Type.Enum(['Privileged', 'Normal']);
export const credentialType = Type.Enum(['Password', 'PrivateKey']);
export const rotationMode = Type.Enum(['Privileged', 'Self']);
/** A name or address of a machine: 253 characters are the most that DNS allows. */
export const address = Type.String({ maxLength: 253 });
/** Standard base64; line breaks are tolerated because encoders insert them. */
export const base64 = (maxLength: number) => Type.String({ maxLength, minLength: 1, pattern: '^[A-Za-z0-9+/\\r\\n]+={0,2}[\\r\\n]*$' });
