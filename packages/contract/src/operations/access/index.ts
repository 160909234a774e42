export { ExplainAccess } from './explain-access.ts';
