/** Many small changes judged at once: each is a container of its own with what stands beside it, and has its own verdict. */
import type { PlanReading } from '../../../audit/plan/reading.ts';
import { readPlan } from '../../../audit/plan/readPlan.ts';
import type { Entry } from '../../../audit/plan/table/table.ts';
import type { InputKind, Planned, Properties, Told } from '../../../audit/plan/told.ts';
import type { Verdict } from '../../../estate/index.ts';
import { judgePlan, type PlanJudgement } from '../../../policies/index.ts';
import { streamed } from '../../audit/plan/telling.ts';
import { catalogue, engine, premisesOf } from '../../policies/plan/planning.ts';
import { isCamel, minimal, packageOf, serving, type Where } from './planting.ts';
import { world } from './worldwide.ts';

/** A container, what its provider is configured with, and what stands beside it. */
export interface Case {
  readonly what: string;
  readonly type: string;
  readonly entry: Entry;
  readonly where: Where;
  /** Where the properties say something else than the provider. */
  readonly served?: Where;
  readonly level?: 'people' | 'file';
  readonly change?: (tree: Properties) => Properties;
  readonly beside?: (
    name: string,
    tell: (type: string, after: Properties, more?: Partial<Planned>) => Told,
  ) => readonly Told[];
}

export interface Judged {
  readonly verdict: Verdict | undefined;
  readonly row: PlanReading['rows'][number];
  readonly reading: PlanReading;
  readonly judgement: PlanJudgement;
}

const toolOf = (type: string): Planned['tool'] =>
  type.includes(':') ? 'pulumi' : isCamel(type) ? 'kubernetes' : 'terraform';
const kinds: Readonly<Record<Planned['tool'], InputKind>> = {
  pulumi: 'pulumi-preview',
  terraform: 'terraform-plan',
  kubernetes: 'kubernetes',
};

function toldOf(
  { type, entry, where, served = where, level = 'people', change = (tree) => tree, beside }: Case,
  at: number,
): Told[] {
  const name = `c${at}`;
  const tool = toolOf(type);
  // Manifests name no cluster: whoever hands them in says for which place they are.
  const input = tool === 'kubernetes' ? `k8s-${served}` : tool;
  const key = tool === 'kubernetes' ? undefined : `p${at}`;
  const tell = (itsType: string, after: Properties, more: Partial<Planned> = {}): Told => ({
    tell: 'resource',
    resource: {
      input,
      tool,
      address: `${itsType}.${name}`,
      type: itsType,
      name,
      operation: 'create',
      before: undefined,
      after,
      provider: key,
      references: {},
      ...more,
    },
  });
  const provider: Told[] =
    key === undefined
      ? []
      : [{ tell: 'provider', provider: { input, key, name: packageOf(type), values: serving(entry, type, served) } }];
  return [...provider, tell(type, change(minimal(entry, type, name, where, level))), ...(beside?.(name, tell) ?? [])];
}

/** In the order of the cases. */
export async function judgedAll(cases: readonly Case[]): Promise<readonly Judged[]> {
  const inputs = [...Object.keys(kinds), 'k8s-home', 'k8s-abroad', 'k8s-unknown', 'k8s-unsaid'];
  const told: Told[] = inputs.map((input) => ({
    tell: 'input',
    input,
    kind: kinds[input as Planned['tool']] ?? 'kubernetes',
  }));
  told.push(...cases.flatMap(toldOf));
  const reading = await readPlan(streamed(told), {
    estate: world,
    at: '2024-07-25T06:00:00.000Z',
    tool: 'cloison test',
    placeOfInput: (input) => (input.startsWith('k8s-') && input !== 'k8s-unsaid' ? input : undefined),
  });
  const premises = premisesOf([], { estate: world, planned: reading.planned });
  const judgement = judgePlan(premises, reading.collection, engine, catalogue, { moves: reading.movements });
  const rows = new Map(reading.rows.map((row) => [`${row.input} ${row.address}`, row]));
  return cases.map(({ type, where, served = where }, at) => {
    const tool = toolOf(type);
    const row = rows.get(`${tool === 'kubernetes' ? `k8s-${served}` : tool} ${type}.c${at}`)!;
    return {
      row,
      reading,
      judgement,
      verdict: row.subject === undefined ? undefined : judgement.verdicts.get(row.subject),
    };
  });
}
