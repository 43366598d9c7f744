/** A restore takes data along: where they may not lie, or leave the private side, it is refused by whatever name it goes. */
import { describe, expect, it } from 'vitest';
import type { GateDocument } from '../../../cli/gate/outputs/json.ts';
import { estateAt, gate, planAt } from '../../cli/gate/world.ts';
import { terraform, type Resource } from './plans.ts';

const zoneOf = (id: string, side: string, place: string, region: string) => `  ${id}:
    side: ${side}
    provider: aws
    country: FR
    lawsAccepted: [US_CLOUD_ACT, US_FISA_702]
    planes: {}
    places: { ${place}: { s3: "https://s3.${region}.amazonaws.com", region: ${region} } }
`;
/** Two zones of one provider, and two datasets of one class: the figures may lie in the private one alone. */
const estate = estateAt(
  [
    'activities:\n',
    `${zoneOf('inner', 'private', 'aws-paris', 'eu-west-3')}${zoneOf('outer', 'public', 'aws-frankfurt', 'eu-central-1')}activities:\n`,
  ],
  [
    'datasets:\n  staffing-figures:',
    `datasets:
  assets:
    class: D1
    owner: role:staffing-lead
    home: outer
    mayLieIn: [outer, inner]
    key: { holder: committee }
    end: { state: archived, by: 2027-12-31 }
  staffing-figures:`,
  ],
  ['mayLieIn: [private]', 'mayLieIn: [private, inner]\n    snapshots: [{ zone: inner, name: snap-0abc }]'],
);

interface Made extends Resource {
  readonly region: string;
}

/** Each resource by a provider of its region. */
function plan(all: readonly Made[]): string {
  const whole = JSON.parse(terraform(all)) as {
    configuration: {
      provider_config: Record<string, object>;
      root_module: { resources: { provider_config_key: string }[] };
    };
  };
  for (const [at, { region }] of all.entries()) {
    const key = `aws.${region}`;
    whole.configuration.root_module.resources[at]!.provider_config_key = key;
    const name = 'registry.terraform.io/hashicorp/aws';
    const expressions = region === '' ? { region: { references: ['var.r'] } } : { region: { constant_value: region } };
    whole.configuration.provider_config[key] = { name: 'aws', full_name: name, alias: region, expressions };
  }
  return JSON.stringify(whole);
}

const source = (region: string, dataset = 'staffing-figures'): Made => ({
  type: 'aws_db_instance',
  name: 'source',
  region,
  dataset,
  after: { identifier: 'source' },
});
const replica = (region: string, dataset: string): Made => ({
  type: 'aws_db_instance',
  name: 'made',
  region,
  dataset,
  after: { identifier: 'made', replicate_source_db: 'source' },
});
const disk = (region: string, dataset: string): Made => ({
  type: 'aws_ebs_volume',
  name: 'made',
  region,
  dataset,
  after: { snapshot_id: 'snap-0abc' },
});

const copies = 'residency/copies-follow-the-class';
const flow = 'flow/nothing-leaves-the-private-side-undeclared';
async function asked(...all: readonly Made[]) {
  const { out } = await gate([planAt(plan(all)), '--estate', estate, '--json']);
  const told = JSON.parse(out) as GateDocument;
  const found = told.findings.filter(({ subject }) => subject.includes('.made'));
  return {
    moves: told.movements.filter(({ kind }) => kind === 'copy').map(({ from, to }) => [from.region, to.region]),
    said: found
      .filter(({ control, reasons }) => control === flow || reasons.some(({ code }) => code.startsWith('made-of')))
      .map(({ control, verdict, reasons }) => [control, verdict, reasons[0]!.code].join(' ')),
  };
}

const refused = [`${copies} deny made-of-what-lies-elsewhere`, `${flow} deny not-declared`];

describe('a copy under another name', () => {
  it.each([
    ['a replica', [source('eu-west-3'), replica('eu-central-1', 'assets')]],
    ['a volume of a snapshot that the estate lists', [disk('eu-central-1', 'assets')]],
  ])('leaves the private side: %s', async (_, all) => {
    const { said, moves } = await asked(...all);
    expect(said.toSorted()).toEqual(refused.toSorted());
    expect(moves).toHaveLength(1);
  });

  it('whose source nobody can place is refused where its data may not lie, and is undecided as a movement', async () => {
    const all = [source(''), replica('eu-central-1', 'assets')];
    const { said } = await asked(...all);
    const { out } = await gate([planAt(plan(all)), '--estate', estate]);
    expect(out.replaceAll(/\s+/g, ' ')).toContain('Of a source that no input shows, let the estate say where it lies');
    expect(said.toSorted()).toEqual([refused[0]!, `${flow} unknown fact-not-known`].toSorted());
  });
});

describe('an honest restore', () => {
  it.each([
    ['in its own zone', [source('eu-west-3'), replica('eu-west-3', 'staffing-figures')], 0],
    ['under another name where both may lie', [source('eu-west-3'), replica('eu-west-3', 'assets')], 0],
    ['of what may lie there', [source('eu-west-3', 'assets'), replica('eu-central-1', 'assets')], 1],
    ['of a listed snapshot, in its zone', [disk('eu-west-3', 'staffing-figures')], 0],
    ['into the private side', [source('eu-central-1', 'assets'), replica('eu-west-3', 'staffing-figures')], 1],
    ['of a source that nobody can place, where its data may lie', [source(''), replica('eu-west-3', 'assets')], 1],
  ] as const)('is asked nothing: %s', async (_, all, count) => {
    const { said, moves } = await asked(...all);
    expect(said).toEqual([]);
    expect(moves).toHaveLength(count);
  });
});
