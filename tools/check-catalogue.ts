/**
 * Compares the declared operations of both dialects with the references of the clouds' APIs, name by name, and holds them to the rules of the house.
 * Exits 1 on a difference that nobody explained, on an explanation that explains nothing, and when it saw no declaration at all.
 */
import { readFileSync } from 'node:fs';
import { catalogue, restCatalogue } from '@sallyport/contract';
import { checkCatalogue } from './catalogue/check.ts';
import { EXPLAINED } from './catalogue/explained.ts';
import { listDeclarationFiles } from './catalogue/declaration-files.ts';
import { readReference } from './catalogue/reference.ts';
import { checkRestCatalogue } from './catalogue/service-tickets/check.ts';
import { REST_EXPLAINED } from './catalogue/service-tickets/explained.ts';
import { readRestReference } from './catalogue/service-tickets/reference.ts';

const compatibility = readFileSync(new URL('../docs/reference/compatibility.md', import.meta.url), 'utf8');
const reports = [
  checkCatalogue({ declarations: catalogue, restDeclarations: restCatalogue, reference: readReference(), explained: EXPLAINED, compatibility, files: listDeclarationFiles() }),
  checkRestCatalogue({ declarations: restCatalogue, reference: readRestReference(), explained: REST_EXPLAINED, compatibility }),
];

for (const report of reports) {
  for (const problem of report.problems) process.stdout.write(`${problem}\n`);
  if (process.argv.includes('--missing')) process.stdout.write(`planned later:\n${report.missing.map((action) => `  ${action}\n`).join('')}`);
  process.stdout.write(`${report.summary}\n`);
}
process.exitCode = reports.every((report) => report.problems.length === 0) ? 0 : 1;
