/**
 * Compares the declared operations with the reference of the cloud's API, name by name, and holds them to the rules of the house.
 * Exits 1 on a difference that nobody explained, on an explanation that explains nothing, and when it saw no declaration at all.
 */
import { readFileSync } from 'node:fs';
import { catalogue } from '@sallyport/contract';
import { checkCatalogue } from './catalogue/check.ts';
import { EXPLAINED } from './catalogue/explained.ts';
import { listDeclarationFiles } from './catalogue/declaration-files.ts';
import { readReference } from './catalogue/reference.ts';

const compatibility = readFileSync(new URL('../docs/reference/compatibility.md', import.meta.url), 'utf8');
const report = checkCatalogue({ declarations: catalogue, reference: readReference(), explained: EXPLAINED, compatibility, files: listDeclarationFiles() });

for (const problem of report.problems) process.stdout.write(`${problem}\n`);
if (process.argv.includes('--missing')) process.stdout.write(`planned later:\n${report.missing.map((action) => `  ${action}\n`).join('')}`);
process.stdout.write(`${report.summary}\n`);
process.exitCode = report.problems.length === 0 ? 0 : 1;
