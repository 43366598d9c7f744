import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { sources } from '../../../audit/index.ts';

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** `list a, b.group` and `list a, b (group)` as `list a.group`, one each. */
function atomsOf(right: string): string[] {
  const [, verb, names, group] = /^(\w+) ([^(]+?)(?: \(([^)]+)\))?$/.exec(right)!;
  return names!.split(', ').map((name) => `${verb} ${name}${group === undefined ? '' : `.${group}`}`);
}

it('the role to bind gives every list that the source asks for, and nothing else', () => {
  const { rules } = parse(readFileSync('docs/kubernetes-auditor.yaml', 'utf8')) as { rules: readonly Rule[] };
  const given = rules.flatMap(({ apiGroups, resources, verbs }) =>
    verbs.flatMap((verb) =>
      apiGroups.flatMap((group) => resources.map((name) => `${verb} ${name}${group === '' ? '' : `.${group}`}`)),
    ),
  );
  const asked = sources.find(({ id }) => id === 'kubernetes')!.rights.flatMap(atomsOf);
  expect(given.toSorted()).toEqual(asked.toSorted());
});
