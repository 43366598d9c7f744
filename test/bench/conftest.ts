/**
 * The closest peer with four policies, which differ in how much of our work they do (`README.md` says what each is for).
 *
 * `each` and `once` are an equal policy: conftest evaluates our own Rego, `policies/**`, with the same facts and the same
 * estate. An adapter in Rego (`conftest/equal`) makes of each resource the two questions that our gate puts about it, and
 * denies what they deny and what they leave unknown. `equal.test.ts` holds questions and answers to those of the gate.
 * `each` puts them for every resource, manifests document by document, as conftest runs. `once` asks only once where the
 * same is said of several resources, as our gate does, and reads all manifests as one input (`--combine`).
 *
 * `hand`: the same findings by rules for these two types alone. `tiny`: a rule or two that deny the same resources.
 *
 * Every timed run is held to what our gate found: subject, control and verdict; `tiny` to the number of denied resources.
 *
 * All of them are spared joins over siblings (policies, access blocks, replication and classes of storage beside the
 * container), what lay there before, movements, properties known after apply, containers that the estate names itself,
 * rows for what is not judged, digests of what is cited, sentences, and every type and provider but those measured.
 */
import { join } from 'node:path';
import { regoSources } from '../../scripts/build-policies.ts';
import { measured } from './measure.ts';
import { wrong, type Found, type Gate, type Input } from './gates.ts';

export const policies = ['each', 'once', 'hand', 'tiny'] as const;
export type Policy = (typeof policies)[number];

const root = join(import.meta.dirname, '../..');
const folder = join(import.meta.dirname, 'conftest');
const shared = ['estate', 'where', 'question', 'asked', 'terraform', 'kubernetes'];

/** Files of Rego: for an equal policy ours and those of the adapter. */
export function policyFiles(kind: Input['kind'], policy: Policy): readonly string[] {
  const main = kind === 'terraform' ? 'plan.rego' : 'manifest.rego';
  if (policy === 'tiny') return [join(folder, policy, main)];
  if (policy === 'hand') return [join(folder, policy, 'known.rego'), join(folder, policy, main)];
  return [
    ...regoSources.map((source) => join(root, source)),
    ...shared.map((name) => join(folder, 'equal', `${name}.rego`)),
    join(folder, 'equal', policy, main),
  ];
}

function wordsFor({ kind }: Input, policy: Policy, data: string): readonly string[] {
  const estate = `estate:${join(import.meta.dirname, 'estate/estate.yaml')}`;
  return [
    ...policyFiles(kind, policy).flatMap((path) => ['-p', path]),
    ...(policy === 'tiny' ? [] : ['-d', data, '-d', estate]),
    ...(policy === 'once' && kind === 'kubernetes' ? ['--combine'] : []),
  ];
}

interface File {
  readonly failures?: readonly { readonly metadata?: Readonly<Record<string, string>> }[];
}

/** `data`: a file of `factsFor`. `found`: what our gate told of an input, which every policy but `tiny` must tell too. */
export function conftest(path: string, policy: Policy, data: string, found: Found): Gate {
  return {
    name: 'conftest',
    run: (input) => {
      const words = ['test', '--output', 'json', '--no-color', ...wordsFor(input, policy, data)];
      const done = measured(path, [...words, input.path]);
      const failures = (JSON.parse(done.stdout || '[]') as readonly File[]).flatMap((file) => file.failures ?? []);
      if (policy === 'tiny') {
        if (failures.length !== input.denied) wrong('conftest', input, failures.length, done);
        return done;
      }
      const told = new Set(
        failures.map(({ metadata = {} }) => `${metadata['verdict']} ${metadata['control']} ${metadata['subject']}`),
      );
      const expected = found.get(input.path) ?? new Set();
      const isEqual = told.size === expected.size && told.isSubsetOf(expected);
      if (!isEqual) wrong('conftest', input, [...told.symmetricDifference(expected)].slice(0, 5), done);
      return done;
    },
  };
}
