/** Control-plane accounts that are never asked about. Each use is logged. */
import builtIn from './exempt.json' with { type: 'json' };
import type { Settings } from './adapter.ts';

/** Also what runs in a namespace of exempt service accounts can act as them: those namespaces count as everywhere. */
const serviceAccounts = /^system:serviceaccount:([^:*]+):/;

function patternsAt(settings: Settings, place: string, kind: 'kubernetes' | 'rgw'): readonly string[] {
  const own = settings.exempt.filter((each) => each.startsWith(`${place}=`));
  return [...builtIn[kind], ...own.map((each) => each.slice(place.length + 1))];
}

/** A client certificate may say any user: the node authorizer itself takes nobody for a node without its group. */
const requiredGroups: Readonly<Record<string, string>> = builtIn.groups;

function isInItsGroup(name: string, groups: readonly string[]): boolean {
  return Object.entries(requiredGroups).every(([prefix, group]) => !name.startsWith(prefix) || groups.includes(group));
}

export function isExempt(
  settings: Settings,
  place: string,
  kind: 'kubernetes' | 'rgw',
  name: string,
  groups: readonly string[] = [],
): boolean {
  if (kind === 'kubernetes' && !isInItsGroup(name, groups)) return false;
  return patternsAt(settings, place, kind).some((pattern) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
  );
}

export function exemptNamespaces(settings: Settings, place: string): ReadonlySet<string> {
  return new Set(patternsAt(settings, place, 'kubernetes').flatMap((each) => serviceAccounts.exec(each)?.[1] ?? []));
}
