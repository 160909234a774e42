import type { CaseLists } from '@sallyport/control';

const BOTH = [0, 1] as const;
const server = { id: 'ecs', name: { zh: '云服务器', en: 'Cloud server' }, description: { zh: '虚拟机', en: 'Virtual machines' }, acronym: 'ECS', sites: BOTH };
const database = { id: 'rds', name: { zh: '数据库', en: 'Database' }, description: { zh: '托管数据库', en: 'Managed databases' }, acronym: 'RDS', sites: BOTH };
const archive = { id: 'oldies', name: { zh: '归档', en: 'Archive' }, description: { zh: '', en: '' }, acronym: '', sites: [1] as const };

/** Lists with an entry of each kind: of one site alone, tied to others, for all. */
export const CASE_LISTS: CaseLists = {
  categories: [
    { id: 'technical', name: { zh: '技术', en: 'Technical' }, sites: BOTH, products: [server, database, archive] },
    { id: 'billing', name: { zh: '费用', en: 'Billing' }, sites: BOTH, products: [server] },
    { id: 'abroad', name: { zh: '境外', en: 'Abroad' }, sites: [1], products: [archive] },
  ],
  problemTypes: [
    { id: 'question', name: { zh: '咨询', en: 'Question' }, sites: BOTH, caseType: '0', productCategoryIds: [] },
    { id: 'login-failure', name: { zh: '无法登录', en: 'Cannot log on' }, sites: BOTH, caseType: '5', productCategoryIds: ['ecs'] },
    { id: 'customs', name: { zh: '报关', en: 'Customs' }, sites: [1], caseType: '0', productCategoryIds: [] },
  ],
  severities: [
    { id: 'low', name: { zh: '一般', en: 'Low' }, sites: BOTH, businessTypeIds: [] },
    { id: 'high', name: { zh: '紧急', en: 'High' }, sites: BOTH, businessTypeIds: ['login-failure'] },
    { id: 'abroad', name: { zh: '境外', en: 'Abroad' }, sites: [1], businessTypeIds: [] },
  ],
  regions: [
    { id: 'cn-south-1', name: { zh: '华南', en: 'South China' }, sites: [0], type: 0, sensitive: false },
    { id: 'eu-1', name: { zh: '欧洲', en: 'Europe' }, sites: [1], type: 1, sensitive: true },
  ],
};
