/**
 * Compares the resource table with the schemas of the providers: does every token exist, and every property that a row
 * reads? And does a row of what holds data pass over a property that names a copy or a source (`table/unread.ts`)? Outside CI, because those packages are huge. `npm run table:check -- <folder>`: a folder of unpacked packages from
 * npm (typings of Pulumi's providers, and of Terraform's as CDK for Terraform makes them of the provider's own schema), of
 * packages from PyPI for providers that npm does not have, and of the documentation of Terraform providers that have
 * neither (`table/docs.ts`). What was compared, with versions, is written to `audit/plan/table/checked.json`.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import otherVersions from '../audit/plan/table/other-versions.json' with { type: 'json' };
import type { OutOfScope } from '../audit/plan/table/shape.ts';
import { outOfScopeTypes, resourceTable } from '../audit/plan/table/table.ts';
import { flawsOfArns } from './table/arns.ts';
import { flawsOfBalancers } from './table/balancers.ts';
import { flawsOfClaims } from './table/claims.ts';
import { readCdktf } from './table/cdktf.ts';
import { readDocs } from './table/docs.ts';
import { flawsOfPublishers } from './table/publishers.ts';
import { readPython } from './table/python.ts';
import { flawsOfRoles } from './table/roles.ts';
import { flawsOfAside, flawsOfRow, type Counted, type Known } from './table/rows.ts';
import { readTypings, type Typings } from './table/typings.ts';
import { flawsOfUnread } from './table/unread.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('table:check <folder of unpacked provider packages>');
const folders = readdirSync(folder)
  .filter((name) => name !== 'controllers')
  .map((name) => join(folder, name));
const checked = new Map<string, Counted>();
const arns = folders.map((path) => flawsOfArns(path, checked));
const typings = folders
  .filter((_, index) => arns[index] === undefined)
  .map((path) => readPython(path) ?? readDocs(path) ?? readCdktf(path) ?? readTypings(path));

/** `aws:` of Pulumi, `outscale_` of Terraform. */
const spaceOf = (type: string): string => /^[^:_]+[:_]/.exec(type)?.[0] ?? type;
const bySpace = new Map<string, Typings>();
for (const each of typings.toReversed()) for (const token of each.tokens.keys()) bySpace.set(spaceOf(token), each);

const known: Known = { of: (type) => bySpace.get(spaceOf(type)), otherVersions, checked };
const flaws = resourceTable().entries.flatMap((entry) => [...flawsOfRow(entry, known), ...flawsOfClaims(entry, known)]);
flaws.push(...arns.flatMap((each) => each ?? []));
const aside = Object.values(outOfScopeTypes as OutOfScope).flatMap(({ types }) => types);
flaws.push(...flawsOfAside(aside, known));

const others = {
  publishers: flawsOfPublishers(folder),
  balancers: flawsOfBalancers(folder),
  wideRoles: flawsOfRoles(folder),
};
for (const [name, { flaws: own, compared }] of Object.entries(others)) {
  flaws.push(...own);
  if (compared > 0) checked.set(`${name}.json`, { tokens: compared, properties: 0 });
}

const unread = flawsOfUnread(resourceTable().entries, known);
flaws.push(...unread.flaws);
if (unread.types > 0) checked.set('unread.json', { tokens: unread.types, properties: unread.suspects });

for (const flaw of flaws) process.stdout.write(`${flaw}\n`);
const result = Object.fromEntries([...checked].sort(([one], [other]) => (one < other ? -1 : 1)));
if (flaws.length === 0)
  writeFileSync(
    join(import.meta.dirname, '../audit/plan/table/checked.json'),
    `${JSON.stringify(result, undefined, 2)}\n`,
  );
process.stdout.write(`${JSON.stringify(result)} ${flaws.length} flaws\n`);
process.exitCode = flaws.length === 0 ? 0 : 1;
