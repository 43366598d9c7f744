/**
 * Holds the roles of `wideRoles.json` against what the providers' own documentation cites: which beginnings of roles it
 * names, and whether what they are about is in the table. A list of all roles is in no package that can be had: a beginning
 * that no page cites is not compared, and not counted.
 */
import { globSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import wideRoles from '../../audit/plan/join/rights/wideRoles.json' with { type: 'json' };
import { resourceTable } from '../../audit/plan/table/table.ts';

/** The package of the provider, its pages, and how they cite a role. */
interface Cited {
  readonly of: string;
  readonly pages: string;
  readonly role: RegExp;
}
const cited: Readonly<Record<string, Cited>> = {
  gcp: { of: 'pulumi-gcp-', pages: '*/*.d.ts', role: /roles\/[a-zA-Z]+(?:\.[a-zA-Z]+)?/g },
  azure: { of: 'pulumi-azure-', pages: '*/*.d.ts', role: /(?<=roleDefinitionName: ")[^"\n]+(?=")/g },
  scaleway: { of: 'terraform-provider-scaleway@', pages: 'docs/**/*.md', role: /(?<=")[A-Z][A-Za-z]+(?=")/g },
};

function rolesIn(folder: string, { of, pages, role }: Cited): Set<string> {
  const own = readdirSync(folder).filter((name) => name.startsWith(of));
  const all = own.map((name) => realpathSync(join(folder, name)));
  const paths = all.flatMap((cwd) => globSync(pages, { cwd }).map((path) => join(cwd, path)));
  return new Set(paths.flatMap((path) => readFileSync(path, 'utf8').match(role) ?? []));
}

export function flawsOfRoles(folder: string): { readonly flaws: readonly string[]; readonly compared: number } {
  const { entries } = resourceTable();
  const flaws: string[] = [];
  let compared = 0;
  for (const [provider, { services }] of Object.entries(wideRoles.providers)) {
    const families = new Set(entries.flatMap((entry) => [entry.family, ...entry.row.types]));
    const roles = cited[provider] === undefined ? [] : [...rolesIn(folder, cited[provider])];
    for (const [start, about] of Object.entries(services as Readonly<Record<string, readonly string[]>>)) {
      for (const family of about)
        if (![...families].some((each) => each.startsWith(family)))
          flaws.push(`wideRoles.json: no row of ${family}, which ${start} is about`);
      // The longest beginning is the one that counts.
      const longer = Object.keys(services).filter((other) => other !== start && other.startsWith(start));
      const own = roles.filter((role) => role.startsWith(start) && !longer.some((other) => role.startsWith(other)));
      if (own.length > 0) compared += 1;
    }
  }
  return { flaws, compared };
}
