/** The three lines in a program that Pulumi's own SDK runs, unmodified: components, providers, outputs and the wire are real. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { planStack, Unplannable, type PlannedStack, type Wire } from '../../../infra/engine/index.ts';

const plan = (stack: string) =>
  planStack({
    project: join(import.meta.dirname, 'program'),
    stack,
    exports: [],
    clock: () => performance.now(),
    limits: { timeout: 110_000, signal: new AbortController().signal, env: process.env, printed: () => {} },
  });
const patience = 120_000;

const tagsIn = (made: PlannedStack, name: string): unknown =>
  (made.document.steps.find(({ urn }) => urn.endsWith(`::${name}`))?.newState?.['inputs'] as Wire | undefined)?.[
    'tags'
  ];
const both = { 'cloison-zone': 'cloud', 'cloison-dataset': 'people' };

async function refusalsOf(stack: string): Promise<string[]> {
  try {
    await plan(stack);
  } catch (error) {
    if (!(error instanceof Unplannable)) throw error;
    return [error, ...error.beside].map(({ code, values }) => `${code}: ${String(values['reason'])}`);
  }
  return ['planned'];
}

it(
  'a bucket of a library is planned where it belongs, with zone and dataset',
  async () => {
    expect(tagsIn(await plan('good'), 'photos')).toEqual(both);
  },
  patience,
);

it(
  'one resource or component that is given the transform is judged with its explicit provider, and no other is',
  async () => {
    const made = await plan('each');
    expect(['own', 'inner', 'free'].map((name) => tagsIn(made, name))).toEqual([both, both, undefined]);
  },
  patience,
);

it(
  'what lies abroad is not constructed, all of it is told at once, and the provider of another component excuses none',
  async () => {
    const refused = await refusalsOf('abroad');
    expect(refused).toHaveLength(2);
    for (const each of refused)
      expect(each).toMatch(
        /^transform-refused[^]*residency\/personal-data-stays-in-the-eea[^]*US[^]*GDPR 44[^]*may lie in: cloud \(aws eu-central-1/,
      );
  },
  patience,
);

it(
  'one whose provider is unknown is not constructed',
  async () => {
    const [refused] = await refusalsOf('unknown');
    expect(refused).toMatch(/^transform-refused[^]*residency\/region-is-known[^]*not known/);
  },
  patience,
);
