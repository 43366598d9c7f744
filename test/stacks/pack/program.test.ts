/** The three lines in a program that Pulumi's own SDK runs, unmodified: components, providers, outputs and the wire are real. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { planStack, Unplannable } from '../../../infra/engine/index.ts';

const plan = (stack: string) =>
  planStack({
    project: join(import.meta.dirname, 'program'),
    stack,
    exports: [],
    clock: () => performance.now(),
    limits: { timeout: 110_000, signal: new AbortController().signal, env: process.env, printed: () => {} },
  });
const patience = 120_000;

async function refusalOf(stack: string): Promise<string> {
  try {
    await plan(stack);
  } catch (error) {
    if (error instanceof Unplannable) return `${error.code}: ${JSON.stringify(error.values)}`;
    throw error;
  }
  return 'planned';
}

it(
  'a bucket of a library is planned where it belongs, with zone and dataset',
  async () => {
    const { document } = await plan('good');
    const bucket = document.steps.find(({ urn }) => urn.endsWith('::photos'))!;
    const inputs = (bucket.newState as { inputs: { tags: object } }).inputs;
    expect(inputs.tags).toEqual({ 'cloison-zone': 'private', 'cloison-dataset': 'accreditation-file' });
  },
  patience,
);

it.each([
  ['abroad', /residency\/personal-data-stays-in-the-eea[^]*SG[^]*GDPR 44/],
  ['unknown', /residency\/region-is-known[^]*not known/],
])(
  'one whose provider is %s is not constructed, and the plan is none',
  async (stack, says) => {
    const refused = await refusalOf(stack);
    expect(refused).toMatch(/^transform-refused/);
    expect(refused).toMatch(says);
  },
  patience,
);
