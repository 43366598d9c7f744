/** Plans a fixture project as `cloison plan` would, with its limits in the hands of the test. */
import { join } from 'node:path';
import { planStack, type PlannedStack, type PlanStep, type Wire } from '../../../infra/engine/index.ts';

const programs = join(import.meta.dirname, 'programs');

export function planned(
  project: string,
  stack: string,
  more: {
    readonly exports?: readonly object[];
    readonly timeout?: number;
    readonly signal?: AbortSignal;
    readonly printed?: (line: string) => void;
  } = {},
): Promise<PlannedStack> {
  const { exports = [], timeout = 60_000, signal = new AbortController().signal, printed = () => {} } = more;
  return planStack({
    project: join(programs, project),
    stack,
    exports: exports.map((document, at) => ({ name: `export-${at}.json`, text: JSON.stringify(document) })),
    clock: () => performance.now(),
    limits: { timeout, signal, env: process.env, printed },
  });
}

export function step(made: PlannedStack, name: string): PlanStep {
  const found = made.document.steps.find(({ urn }) => urn.endsWith(`::${name}`));
  if (found === undefined) throw new Error(`no step ${name}: ${made.document.steps.map(({ urn }) => urn).join(' ')}`);
  return found;
}

export const inputs = (made: PlannedStack, name: string): Wire => step(made, name).newState!['inputs'] as Wire;

/** An export of a stack that holds these resources, beside the stack itself. */
export function exported(project: string, stack: string, resources: readonly object[], outputs: object = {}): object {
  const type = 'pulumi:pulumi:Stack';
  const root = { urn: `urn:pulumi:${stack}::${project}::${type}::${project}-${stack}`, custom: false, type, outputs };
  return { version: 3, deployment: { manifest: {}, resources: [root, ...resources] } };
}
