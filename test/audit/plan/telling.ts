/** Hand-made tellings of a plan, shaped as the readers make them. */
import { readPlan, type ReadPlanOptions } from '../../../audit/plan/readPlan.ts';
import type { PlanReading } from '../../../audit/plan/reading.ts';
import type { Planned, Properties, ProviderTold, Told } from '../../../audit/plan/told.ts';
import type { Estate } from '../../../estate/index.ts';

export const at = '2026-11-22T00:00:00.000Z';

/** Only what a reading asks of an estate; the rest is empty. */
export function estateOf(zones: Estate['zones'], more: Partial<Estate> = {}): Estate {
  return {
    apiVersion: 'cloison/v1',
    organisation: { name: 'Exercise', entity: 'committee', accountable: 'role:director', dpo: 'role:dpo' },
    entities: { committee: { country: 'FR' } },
    zones,
    activities: {},
    datasets: {},
    operators: [],
    identities: [],
    flows: [],
    transfers: [],
    documents: {},
    waivers: [],
    freezes: [],
    ...more,
  };
}

export const paris = estateOf({
  public: {
    side: 'public',
    provider: 'aws',
    country: 'FR',
    places: { 's3-paris': { s3: 'https://s3.eu-west-3.amazonaws.com', region: 'eu-west-3' } },
  },
  private: {
    side: 'private',
    provider: 'integrator',
    country: 'FR',
    places: { rgw: { s3: 'https://rgw.example', region: 'eu-private' }, k8s: { kubernetes: 'private' } },
  },
});

export interface Sketch extends Partial<Omit<Planned, 'before' | 'after'>> {
  readonly type: string;
  readonly before?: Properties;
  readonly after?: Properties;
}

const toolOf = (type: string): Planned['tool'] =>
  type.includes(':') ? 'pulumi' : /^[A-Z]/.test(type) ? 'kubernetes' : 'terraform';

export function resource(sketch: Sketch): Told & { tell: 'resource' } {
  const { type, name = 'x', operation = 'create', before, after, references = {}, input = 'plan.json' } = sketch;
  const tool = sketch.tool ?? toolOf(type);
  const planned: Planned = {
    ...sketch,
    input,
    tool,
    type,
    name,
    operation,
    address: sketch.address ?? `${type}.${name}`,
    before,
    after,
    provider: 'provider' in sketch ? sketch.provider : tool === 'kubernetes' ? undefined : 'aws',
    references,
  };
  return { tell: 'resource', resource: planned };
}

export const provider = (values: Properties, more: Partial<ProviderTold> = {}): Told => ({
  tell: 'provider',
  provider: { input: 'plan.json', key: 'aws', name: 'aws', values, ...more },
});
export const inputTold = (input = 'plan.json', stack?: string): Told => ({
  tell: 'input',
  input,
  kind: 'terraform-plan',
  ...(stack === undefined ? {} : { stack }),
});

export async function* streamed(told: readonly Told[]): AsyncGenerator<Told> {
  for (const each of told) yield await Promise.resolve(each);
}

export const read = (told: readonly Told[], options: Partial<ReadPlanOptions> = {}): Promise<PlanReading> =>
  readPlan(streamed(told), { estate: paris, at, tool: 'cloison test', ...options });

/** State and value of one fact of one subject, as `state`, or the value itself. */
export function factIn(reading: PlanReading, subject: string, fact: string): unknown {
  const seen = reading.collection.observations.find((each) => each.subject === subject && each.fact === fact);
  return seen === undefined ? 'missing' : seen.state === 'value' ? seen.value : seen.state;
}
