/**
 * Terraform's row of the table input kinds × (allow, deny, unknown), on plans that Terraform and the provider of AWS really
 * wrote (`test/audit/plan/fixtures/terraform/README.md`): each is one word on what was changed and what is said of it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GateDocument } from '../../../cli/gate/outputs/json.ts';
import { estateAt, gate, planAt } from '../../cli/gate/world.ts';

const fixtures = join(import.meta.dirname, '../../audit/plan/fixtures/terraform');

/** The estate of the gate's tests, and a public side at AWS in Frankfurt where the names on badges may lie. */
const estate = estateAt(
  [
    'activities:\n',
    `  cloud:
    side: public
    provider: aws
    country: DE
    lawsAccepted: [US_CLOUD_ACT, US_EO_12333, US_FISA_702]
    planes:
      control: { entity: aws, from: [DE], clearText: false }
      hypervisor: { entity: aws, from: [DE], clearText: false }
      backup: { entity: aws, from: [DE], clearText: false }
      keys: { entity: committee, from: [FR], clearText: true }
      support: { entity: aws, from: [DE], clearText: false }
    places: { s3-frankfurt: { s3: "https://s3.eu-central-1.amazonaws.com", region: eu-central-1 } }
activities:
`,
  ],
  ['recipients: [host-fr]', 'recipients: [host-fr, aws]'],
  ['datasets: [staffing-figures, health-file]', 'datasets: [staffing-figures, health-file, badges]'],
  [
    'operators:',
    `  badges:
    class: D2
    categories: [pd:Name]
    owner: role:staffing-lead
    home: cloud
    mayLieIn: [cloud]
    key: { holder: committee }
    lies: ["store://s3-frankfurt/accreditation-files"]
    end: { state: erased, by: 2027-12-31 }
operators:`,
  ],
);

async function judged(plan: string, more: readonly string[] = []) {
  const name = plan === 'kubernetes' ? plan : `aws-${plan}`;
  const { code, out, err } = await gate([
    planAt(readFileSync(join(fixtures, `real-${name}.json`)), 'input'),
    '--estate',
    estate,
    '--json',
    ...more,
  ]);
  const told = JSON.parse(out) as GateDocument;
  const about = told.findings.map(
    ({ control, subject, verdict }) => `${verdict} ${control} ${subject.replace(/.*\//, '')}`,
  );
  return { code, out: out + err, told, about: about.toSorted() };
}

const [eea, copies, zones] = [
  'deny residency/personal-data-stays-in-the-eea',
  'deny residency/copies-follow-the-class',
  'residency/class-lies-in-allowed-zones',
];

/** Name, exit code, and all that is found, of which resource. */
const rows: readonly (readonly [name: string, code: number, about: readonly string[]])[] = [
  ['known', 0, []],
  ['kinds', 0, []],
  ['moved', 0, []],
  ['store', 3, ['unknown access/reach-is-known accreditation-files']],
  [
    'replaced',
    1,
    [
      `${eea} aws_s3_bucket.files`,
      'unknown access/reach-is-known aws_s3_bucket.files',
      `unknown ${zones} aws_s3_bucket.files`,
    ],
  ],
  ['prevented', 1, [`${eea} aws_s3_bucket.files`, `unknown ${zones} aws_s3_bucket.files`]],
  ['opened', 1, ['deny exposure/personal-data-is-not-public accreditation-files']],
];

describe('plans of the provider of AWS', () => {
  it.each(rows)('%s is %i', async (name, expected, findings) => {
    const { code, told, about } = await judged(name);
    expect({ code, about }).toEqual({ code: expected, about: findings });
    expect(told.run.inputs[0]!.kind).toBe('terraform-plan');
    expect(told.counts.notUnderstood).toBe(0);
    expect(told.shorts.map((short) => short.code)).toEqual(name === 'prevented' ? ['errored'] : []);
  });

  it('a policy that cites its new bucket is known by the binary plan that Terraform wrote beside the JSON', async () => {
    const { code, about } = await judged('store', ['--source', join(fixtures, 'real-aws-store.tfplan')]);
    expect({ code, about }).toEqual({ code: 0, about: [] });
  });

  it('a bucket that is replaced into another region is shown as a movement', async () => {
    for (const name of ['replaced', 'prevented'])
      expect((await judged(name)).told.movements).toMatchObject([
        {
          address: 'aws_s3_bucket.files',
          from: { region: 'eu-central-1' },
          to: { region: 'us-east-1', country: 'US' },
        },
      ]);
  });

  it('lies where the resource says, else where the configuration of its provider says', async () => {
    const { code, about } = await judged('replicas');
    expect(code).toBe(1);
    const abroad = about.filter((line) => line.startsWith(eea)).map((line) => line.slice(eea.length + 1));
    expect(abroad).toEqual(expect.arrayContaining(['aws_s3_bucket.elsewhere', 'aws_s3_bucket.far']));
    expect(about.filter((line) => line.startsWith('deny') && line.endsWith(' near'))).toContain(`${copies} near`);
    expect(abroad.filter((subject) => /near|badges/.test(subject))).toEqual([]);
  });

  it('sees replicas of a table, and copies to a bucket of another region, by where they go', async () => {
    const { about, told } = await judged('replicas');
    const sent = about.filter((line) => line.startsWith(copies));
    expect(sent).toEqual([`${copies} aws_dynamodb_table.badges`, `${copies} near`]);
    const reasons = told.findings.filter(({ control }) => copies.endsWith(control)).map((finding) => finding.reasons);
    expect(reasons).toMatchObject([[{ values: { targets: ['us-east-1'] } }], [{ values: { targets: ['far'] } }]]);
  });

  it('asks of a replica of a key where it lies, and of no dataset: it holds none, and opens what was encrypted elsewhere', async () => {
    const plan = JSON.parse(readFileSync(join(fixtures, 'real-aws-replicas.json'), 'utf8')) as {
      resource_changes: { type: string; change: { after: { region: string } } }[];
    };
    plan.resource_changes = plan.resource_changes.filter(({ type }) => type.startsWith('aws_kms_'));
    const [key] = plan.resource_changes.filter(({ type }) => type === 'aws_kms_replica_key');
    expect(key!.change.after.region).toBe('us-east-1');
    const verdictOf = async (region: string) => {
      key!.change.after.region = region;
      const { code, out } = await gate([planAt(JSON.stringify(plan), 'input'), '--estate', estate, '--json']);
      return [
        code,
        ...(JSON.parse(out) as GateDocument).findings.map(({ verdict, control }) => `${verdict} ${control}`),
      ];
    };
    expect(await verdictOf('us-east-1')).toEqual([1, eea]);
    expect(await verdictOf('eu-west-3')).toEqual([0]);
    expect(await verdictOf('somewhere')).toEqual([3, expect.stringContaining('unknown'), expect.any(String)]);
  });

  it('tells the instances of modules with for_each and count apart', async () => {
    const { about, told } = await judged('many');
    expect(about.filter((line) => line.startsWith(eea))).toEqual([
      `${eea} module.archive%5B%22us-east-1%22%5D.aws_s3_bucket.this`,
    ]);
    expect(told.counts).toMatchObject({ total: 8, judged: 8 });
    const denied = new Set(about.map((line) => line.split(' ')[2]));
    expect(denied).toEqual(
      new Set([
        'archive-eu-central-1',
        'module.archive%5B%22us-east-1%22%5D.aws_s3_bucket.this',
        'spare-0-eu-central-1',
        'spare-1-eu-central-1',
      ]),
    );
  });

  it('tells no secret, and of a tag that is known after apply not what it may be', async () => {
    const { told, about } = await judged('later');
    expect(about.filter((line) => line.startsWith('unknown'))).toEqual([
      'unknown register/planned-containers-name-their-dataset aws_sqs_queue.unsaid',
    ]);
    expect(told.rows.find(({ address }) => address === 'aws_s3_bucket.secret')?.outcome).toBe('judged');
    for (const name of ['later', 'kinds', 'store']) expect((await judged(name)).out).not.toContain('canary');
  });
});

/** What the bytes of a plan that passes hold, and what is said once they hold something else. */
type Exchange = readonly [from: string, to: string];
const wounds: readonly (readonly [what: string, control: string, changed: readonly Exchange[]])[] = [
  [
    'the region of the bucket',
    'residency/personal-data-stays-in-the-eea',
    [['"region":"eu-central-1","tags":{"cloison', '"region":"us-east-1","tags":{"cloison']],
  ],
  [
    'the policy and the block beside it',
    'exposure/personal-data-is-not-public',
    [
      [String.raw`\"Effect\":\"Deny\"`, String.raw`\"Effect\":\"Allow\"`],
      ['"restrict_public_buckets":true', '"restrict_public_buckets":false'],
    ],
  ],
  [
    'the dataset of the bucket',
    'register/planned-containers-name-their-dataset',
    [['"cloison-dataset":"badges"', '"cloison-dataset":"health-file"']],
  ],
];

it.each(wounds)('%s decides', async (_, control, changed) => {
  let text = readFileSync(join(fixtures, 'real-aws-known.json'), 'utf8');
  for (const [from, to] of changed) {
    expect(text).toContain(from);
    text = text.replaceAll(from, to);
  }
  const { code, out } = await gate([planAt(text, 'input'), '--estate', estate, '--json']);
  expect(code).toBe(1);
  expect((JSON.parse(out) as GateDocument).findings.map((finding) => finding.control)).toContain(control);
});

it.each(['null', '{}', 'false', '""'])('a policy whose mark of unknown became %s is still unknown', async (gone) => {
  const text = readFileSync(join(fixtures, 'real-aws-store.json'), 'utf8');
  const plan = JSON.parse(text) as { resource_changes: { type: string; change: { after_unknown: object } }[] };
  const { change } = plan.resource_changes.find(({ type }) => type === 'aws_s3_bucket_policy')!;
  Object.assign(change.after_unknown, { policy: JSON.parse(gone) as unknown });
  const { code, out } = await gate([planAt(JSON.stringify(plan), 'input'), '--estate', estate, '--json']);
  expect(code).toBe(3);
  expect((JSON.parse(out) as GateDocument).findings.map(({ control }) => control)).toEqual(['access/reach-is-known']);
});

it('logs to a bucket that nobody shows are undecided, with the line of the estate that settles it', async () => {
  const plan = JSON.parse(readFileSync(join(fixtures, 'real-aws-known.json'), 'utf8')) as {
    resource_changes: {
      type: string;
      name: string;
      address: string;
      change: { after: object; after_unknown: object };
    }[];
  };
  const [block] = plan.resource_changes.filter(({ type }) => type === 'aws_s3_bucket_public_access_block');
  const type = 'aws_s3_bucket_logging';
  plan.resource_changes.push({
    ...block!,
    type,
    address: `${type}.files`,
    change: {
      ...block!.change,
      after: { bucket: 'accreditation-files', target_bucket: 'access-logs', target_prefix: '' },
      after_unknown: {},
    },
  });
  const { code, out } = await gate([planAt(JSON.stringify(plan), 'input'), '--estate', estate, '--json']);
  const [finding, ...more] = (JSON.parse(out) as GateDocument).findings;
  expect([code, finding!.verdict, finding!.control, more]).toEqual([3, 'unknown', copies.slice('deny '.length), []]);
  expect(JSON.stringify(finding!.makeKnown)).toContain('store://s3-frankfurt/access-logs');
});

interface KubernetesPlan {
  readonly resource_changes: {
    type: string;
    change: { after: { spec: object[] }; after_unknown: { spec: object[] } };
  }[];
  readonly configuration: { root_module: { resources: { type: string; expressions: Record<string, object[]> }[] } };
}
const claim = ({ type }: { readonly type: string }) => type === 'kubernetes_persistent_volume_claim_v1';

describe('a claim of the provider of Kubernetes', () => {
  it('lies in the place of its context, though the plan shows its volume as unknown: nobody writes it', async () => {
    const { code, told, out } = await judged('kubernetes');
    expect([code, told.findings]).toEqual([0, []]);
    expect(told.counts).toMatchObject({ total: 4, judged: 3, notUnderstood: 0 });
    expect(out).not.toContain('canary');
  });

  const written: readonly (readonly [what: string, wound: (plan: KubernetesPlan) => void])[] = [
    [
      'the program writes its volume',
      ({ configuration }) =>
        Object.assign(configuration.root_module.resources.find(claim)!.expressions['spec']![0]!, {
          volume_name: { references: ['random_pet.name.id', 'random_pet.name'] },
        }),
    ],
    [
      'the configuration shows no such block, as of a dynamic one',
      ({ configuration }) => delete configuration.root_module.resources.find(claim)!.expressions['spec'],
    ],
    [
      'there is another block than the one that is written',
      ({ resource_changes: changes }) => {
        const { change } = changes.find(claim)!;
        change.after.spec.push(change.after.spec[0]!);
        change.after_unknown.spec.push(change.after_unknown.spec[0]!);
      },
    ],
  ];
  it.each(written)('is undecided where %s', async (_what, wound) => {
    const plan = JSON.parse(readFileSync(join(fixtures, 'real-kubernetes.json'), 'utf8')) as KubernetesPlan;
    wound(plan);
    const { code, out } = await gate([planAt(JSON.stringify(plan), 'input'), '--estate', estate, '--json']);
    const about = (JSON.parse(out) as GateDocument).findings;
    expect(code).toBe(3);
    expect(new Set(about.map(({ subject }) => subject))).toEqual(
      new Set(['cluster://k8s-paris/badges/PersistentVolumeClaim/photos']),
    );
  });
});
