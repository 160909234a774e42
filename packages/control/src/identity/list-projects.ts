import { DEFAULT_PROJECT } from '@sallyport/core';
import { domainId, projectId } from './domain-id.ts';
import type { IdentityOperation } from './identity-operation.ts';
import { isProject } from './token-scope.ts';

/** The one project, unless another name is asked for. */
export const listProjects: IdentityOperation = {
  action: 'ListProjects', method: 'GET', path: '/v3/projects',
  run: async (request, { instance, principal }) => {
    const asked = request.query.get('name') ?? [];
    const domain = domainId(instance.instanceId, principal.domain);
    const project = { id: projectId(instance.instanceId), name: DEFAULT_PROJECT, domain_id: domain, parent_id: domain, is_domain: false, enabled: true, description: '', links: {} };
    return { status: 200, body: { projects: asked.every((name) => isProject({ name }, instance)) ? [project] : [], links: {} } };
  },
};
