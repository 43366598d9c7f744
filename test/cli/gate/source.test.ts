import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { GateDocument } from '../../../cli/gate/outputs/json.ts';
import { estateAt, gate, planAt } from './world.ts';

const configuration = relative('', join(import.meta.dirname, 'fixtures/terraform'));
/** Paths of outputs are those of the working folder, so the configuration must lie in it. */
const near = mkdtempSync(join(import.meta.dirname, 'fixtures/tmp-'));
const outside = mkdtempSync(join(tmpdir(), 'cloison-outside-'));
afterAll(() => [near, outside].forEach((each) => rmSync(each, { recursive: true })));

const change = (address: string, name: string, actions: readonly string[]) => ({
  address,
  ...(address.startsWith('module.') ? { module_address: address.slice(0, address.indexOf('.aws_')) } : {}),
  mode: 'managed',
  type: 'aws_s3_bucket',
  name: /aws_s3_bucket\.([a-z]+)/.exec(address)![1],
  ...(address.endsWith(']') ? { index: 'a' } : {}),
  change: {
    actions,
    before: actions.includes('delete') ? { bucket: name } : null,
    after: actions.includes('delete') ? null : { bucket: name, region: 'far-away' },
    after_unknown: {},
    before_sensitive: false,
    after_sensitive: {},
  },
});

/** Every address with the name of its bucket. */
const buckets = {
  'aws_s3_bucket.health["a"]': 'health-file',
  'module.logs.aws_s3_bucket.this': 'figures',
  'module.far.aws_s3_bucket.this': 'elsewhere',
};

const plan = (more: Record<string, string> = {}, gone: Record<string, string> = {}) =>
  JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: [
      ...Object.entries({ ...buckets, ...more }).map(([address, name]) => change(address, name, ['create'])),
      ...Object.entries(gone).map(([address, name]) => change(address, name, ['delete'])),
    ],
    configuration: { provider_config: {}, root_module: {} },
  });

const estate = estateAt();
const run = (inputs: readonly string[], more: readonly string[] = [], world: Parameters<typeof gate>[1] = {}) =>
  gate([...inputs, '--estate', estate, ...more], world);

async function spots(inputs: readonly string[], more: readonly string[] = [], world: Parameters<typeof gate>[1] = {}) {
  const { out, err } = await run(inputs, [...more, '--json'], world);
  const { rows } = JSON.parse(out) as GateDocument;
  const found = rows.map(({ address, position }) => [address, position && `${position.file}:${position.line}`]);
  return { err, found: Object.fromEntries(found) as Record<string, string | undefined> };
}

const known = {
  'aws_s3_bucket.health["a"]': `${configuration}/main.tf:9`,
  'module.logs.aws_s3_bucket.this': `${configuration}/modules/store/store.tf:3`,
  'module.far.aws_s3_bucket.this': undefined,
};
const unknown = Object.fromEntries(Object.keys(known).map((address) => [address, undefined]));

describe('lines of .tf files', () => {
  it('come from --source, through local modules; one from elsewhere has none', async () => {
    expect((await spots([planAt(plan())], ['--source', configuration])).found).toEqual(known);
    expect((await spots(['-'], ['--source', configuration], { piped: plan() })).found).toEqual(known);
    expect((await spots(['-'], [], { piped: plan() })).found).toEqual(unknown);
  });

  it('come from the folder of the plan where it holds them, named itself or by its folder', async () => {
    const at = join(near, 'infra');
    cpSync(configuration, at, { recursive: true });
    writeFileSync(join(at, 'plan.json'), plan());
    const here = Object.fromEntries(
      Object.entries(known).map(([address, spot]) => [address, spot?.replace(configuration, relative('', at))]),
    );
    expect((await spots([join(at, 'plan.json')])).found).toEqual(here);
    expect((await spots([near])).found).toEqual(here);
  });

  it('are those of what Terraform 1.11 planned, each instance at its one block', async () => {
    const real = relative('', join(import.meta.dirname, 'fixtures/terraform-real'));
    const { found } = await spots([join(real, 'plan.json')]);
    const by = Object.entries(found).map(([address, spot]) => `${address} ${spot?.replace(`${real}/`, '')}`);
    expect(by.sort()).toEqual([
      'module.a["k.1"].module.b.terraform_data.deep modules/a/b/b.tf:3',
      'module.a["k.1"].terraform_data.in["x"] modules/a/main.tf:3',
      String.raw`module.a["k.1"].terraform_data.in["y\"z"] modules/a/main.tf:3`,
      'module.a["m[0]"].module.b.terraform_data.deep modules/a/b/b.tf:3',
      'module.a["m[0]"].terraform_data.in["x"] modules/a/main.tf:3',
      String.raw`module.a["m[0]"].terraform_data.in["y\"z"] modules/a/main.tf:3`,
      'terraform_data.bare[0] main.tf:11',
      'terraform_data.bare[1] main.tf:11',
      'terraform_data.one main.tf:10',
    ]);
  });

  it('are in every output that can say where', async () => {
    const words = ['--source', configuration];
    const line = `${configuration}/main.tf`;
    const path = planAt(plan());
    const as = async (format: string) => (await run([path], [...words, '--format', format])).out;
    const [{ results }] = (JSON.parse(await as('sarif')) as { runs: [{ results: object[] }] }).runs;
    expect(JSON.stringify(results)).toMatch(
      new RegExp(`"artifactLocation":\\{"uri":"${line}"[^}]*\\},"region":\\{"startLine":9\\b`),
    );
    expect(JSON.parse(await as('codequality'))).toContainEqual(
      expect.objectContaining({ location: { path: line, lines: { begin: 9 } } }),
    );
    expect(await as('github')).toMatch(new RegExp(`^::(?:error|warning) file=${line},line=9,`, 'm'));
    for (const format of ['terminal', 'markdown', 'junit']) expect(await as(format)).toContain(`${line}:9`);
  });

  it('are given for nothing of a plan that was not made of that folder, and the first reason is told', async () => {
    const other = plan({ 'aws_s3_bucket.other': 'other' });
    const { err, found } = await spots([planAt(other)], ['--source', configuration]);
    expect(Object.values(found)).toEqual([undefined, undefined, undefined, undefined]);
    expect(err).toMatch(/No lines are given for plan\.json: .*aws_s3_bucket\.other/);
    const gone = plan({}, { 'aws_s3_bucket.other': 'other' });
    expect((await spots([planAt(gone)], ['--source', configuration])).found).toEqual({
      ...known,
      'aws_s3_bucket.other': undefined,
    });
  });

  it('never name what lies outside the working folder, also behind a link', async () => {
    cpSync(configuration, outside, { recursive: true });
    const path = join(outside, 'plan.json');
    writeFileSync(path, plan());
    expect((await spots([path])).found).toEqual(unknown);
    symlinkSync(outside, join(near, 'link'));
    for (const folder of [outside, join(near, 'link'), join(near, 'nowhere'), join(configuration, 'main.tf'), estate]) {
      const { code, err } = await run([path], ['--source', folder]);
      expect([code, err]).toEqual([2, expect.stringContaining('can say nothing of how a plan was written')]);
    }
    const linked = join(near, 'linked');
    mkdirSync(linked);
    symlinkSync(join(outside, 'main.tf'), join(linked, 'main.tf'));
    expect((await spots([path], ['--source', linked])).found).toEqual(unknown);
  });

  it('change no verdict, no fingerprint and no order', async () => {
    const path = planAt(plan());
    const told = async (more: readonly string[]) => {
      const { code, out } = await run([path], [...more, '--json']);
      const { findings, rows, counts } = JSON.parse(out) as GateDocument;
      const plain = <T extends object>(each: T) => ({ ...each, position: undefined });
      return { code, counts, findings: findings.map(plain), rows: rows.map(plain) };
    };
    expect(await told(['--source', configuration])).toEqual(await told([]));
  });
});
