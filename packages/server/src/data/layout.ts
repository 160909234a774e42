import { isAbsolute, join, resolve } from 'node:path';

/** Where everything of one node stands. The directory is 0700, every secret in it 0600; it may be moved while nothing runs on it. */
export interface DataLayout {
  readonly root: string;
  /** Written last by `init`: its presence makes the directory a Sallyport directory. */
  readonly installation: string;
  readonly config: string;
  readonly masterKey: string;
  readonly database: string;
  readonly hostKeys: string;
  readonly nodeKey: string;
  readonly tls: string;
  readonly recordings: string;
  readonly client: string;
  /** The operator's lists: kinds of service tickets, problem types, severities, regions. */
  readonly serviceTickets: string;
  /** PostgreSQL only: wrapped keys of lent secrets, until they end. */
  readonly loans: string;
}

export function layoutOf(directory: string): DataLayout {
  const root = resolve(directory);
  return {
    root,
    installation: join(root, 'installation.json'),
    config: join(root, 'config.json'),
    masterKey: join(root, 'master.key'),
    database: join(root, 'sallyport.db'),
    hostKeys: join(root, 'host-keys'),
    nodeKey: join(root, 'node.key'),
    tls: join(root, 'tls'),
    recordings: join(root, 'recordings'),
    client: join(root, 'client.json'),
    serviceTickets: join(root, 'service-tickets'),
    loans: join(root, 'loans'),
  };
}

/** A path that a file of the directory names: relative ones start at the directory, so that it can be moved. */
export function withinData(layout: DataLayout, path: string): string {
  return isAbsolute(path) ? path : join(layout.root, path);
}
