import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { GateDocument } from '../../../cli/gate/outputs/json.ts';
import type { EstateDocument } from '../../../estate/schema/estate.ts';
import { folder, obeyed, run } from '../support.ts';

const change = (type: string, name: string, after: object) => ({
  address: `${type}.${name}`,
  mode: 'managed',
  type,
  name,
  change: { actions: ['create'], before: null, after, after_unknown: {}, before_sensitive: false, after_sensitive: {} },
});
const key = (type: string) => (type.startsWith('aws') ? 'aws' : type.split('_')[0]!);

function planAt(changes: readonly ReturnType<typeof change>[], where = folder()): string {
  const path = join(where, 'plan.json');
  const provider_config = Object.fromEntries(
    ['aws', 'scaleway', 'google'].map((name) => [
      name,
      { name, full_name: name, expressions: name === 'aws' ? { region: { constant_value: 'eu-west-3' } } : {} },
    ]),
  );
  const resources = changes.map(({ address, type, name }) => ({
    address,
    mode: 'managed',
    type,
    name,
    provider_config_key: key(type),
    expressions: {},
  }));
  const configuration = { provider_config, root_module: { resources } };
  const document = { format_version: '1.2', terraform_version: '1.11.4', resource_changes: changes, configuration };
  writeFileSync(path, JSON.stringify(document));
  return path;
}

const manifest = `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: photos, namespace: care }
spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
`;

const mixed = [
  change('aws_s3_bucket', 'logs', { bucket: 'acme-logs', tags: { 'cloison-dataset': 'logs' } }),
  change('aws_s3_bucket', 'more', { bucket: 'acme-logs-2', tags: { 'cloison-dataset': 'logs' } }),
  change('aws_ebs_volume', 'disk', { availability_zone: 'eu-west-3a', size: 1 }),
  change('scaleway_object_bucket', 'files', { name: 'scw-files', region: 'fr-par' }),
];

const target = () => join(folder(), 'estate', 'estate.yaml');
const textOf = (path: string) => readFileSync(path, 'utf8');

async function first(from: readonly string[], ...more: readonly string[]) {
  const path = target();
  const ran = await run(['init', ...from, '--out', path, ...more]);
  return { ...ran, path };
}

/** What a person would write into each blank, by the line it stands in. */
const answers: readonly (readonly [blank: RegExp, answer: string])[] = [
  [/^ {2}name:(?= #)/, '  name: Exercise'],
  [/role:<[^>]+>/, 'role:somebody'],
  [/country: <FR>/, 'country: FR'],
  [/<public\|private\|saas>/, 'public'],
  [/provider: <[^>]+>/, 'provider: organisation'],
  [/s3: <[^>]+>/, 's3: "https://s3-NUMBER.example"'],
  [/kubernetes: \}/, 'kubernetes: prod }'],
  [/class: <[^>]+>/, 'class: D1'],
  [/(?:home: |\[)<(?<zone>[a-z-]+)>/, 'ZONE'],
  [/holder: <[^>]+>/, 'holder: organisation'],
];

/** Fills in one blank of every row but those of `left`. */
function filled(text: string, left: (blank: number) => boolean): { text: string; blanks: number } {
  let blanks = 0;
  const rows = text.split('\n').map((row) => {
    if (/^\s*#/.test(row)) return row;
    return answers.reduce((line, [blank, answer]) => {
      const found = blank.exec(line);
      if (found === null) return line;
      blanks += 1;
      if (left(blanks - 1)) return line;
      const own = found[0].replace(/<([a-z-]+)>/, '$1');
      return line.replace(blank, answer === 'ZONE' ? own : answer.replace('NUMBER', String(blanks)));
    }, row);
  });
  return { text: rows.join('\n'), blanks };
}

function written(text: string): string {
  const path = join(folder(), 'estate.yaml');
  writeFileSync(path, text);
  return path;
}

describe('init', () => {
  it('writes zones, places and datasets of what plans show, and says what to do next', async () => {
    const where = folder();
    writeFileSync(join(where, 'claim.yaml'), manifest);
    const { code, out, path } = await first([planAt(mixed, where), join(where, 'claim.yaml')]);
    expect(code).toBe(0);
    expect(out).toContain('3 zones and 4 datasets, from 5 containers of the plans.');
    expect(out.trimEnd().split('\n').at(-1)).toBe(`cloison estate check ${path}`);
    const { zones, datasets } = parse(textOf(path)) as EstateDocument;
    expect(Object.entries(zones).map(([id, { provider, country }]) => [id, provider, country])).toEqual([
      ['aws-fr', 'aws', 'FR'],
      ['cluster', '<provider>', '<FR>'],
      ['scaleway-fr', 'scaleway', 'FR'],
    ]);
    expect(Object.fromEntries(Object.entries(datasets!).map(([id, { lies }]) => [id, lies]))).toEqual({
      disk: undefined,
      logs: ['store://aws-fr-eu-west-3-s3/acme-logs', 'store://aws-fr-eu-west-3-s3/acme-logs-2'],
      photos: ['cluster://cluster-kubernetes/care/PersistentVolumeClaim/photos'],
      'scw-files': ['store://scaleway-fr-fr-par-s3/scw-files'],
    });
  });

  it('decides nothing: with any one blank left the estate is refused, with none it is read, and the gate meets its subjects', async () => {
    const where = folder();
    writeFileSync(join(where, 'claim.yaml'), manifest);
    const plan = planAt(mixed, where);
    const { path } = await first([plan, join(where, 'claim.yaml')]);
    const text = textOf(path);
    const { text: whole, blanks } = filled(text, () => false);
    expect(blanks).toBeGreaterThan(25);
    const estate = written(whole);
    expect(await run(['estate', 'check', estate])).toMatchObject({ code: 0 });
    for (let left = 0; left < blanks; left += 1) {
      const partly = written(filled(text, (blank) => blank === left).text);
      expect((await run(['estate', 'check', partly])).code, `blank ${left}`).toBe(2);
    }
    const gated = await run(['gate', plan, '--estate', estate, '--json']);
    const { rows } = JSON.parse(gated.out) as GateDocument;
    const subjects = rows.map(({ subject }) => subject);
    const { datasets } = parse(whole) as EstateDocument;
    for (const id of ['logs', 'scw-files'])
      for (const subject of datasets![id]!.lies!) expect(subjects).toContain(subject);
  });

  it('writes nothing over anything, and reads no plan before it knows', async () => {
    const { path } = await first([]);
    const before = textOf(path);
    const again = await run(['init', '/nowhere/plan.json', '--out', path]);
    expect(again).toMatchObject({ code: 2, out: '' });
    expect(textOf(path)).toBe(before);
    mkdirSync(join(dirname(path), 'taken'));
    expect((await run(['init', '--out', join(dirname(path), 'taken')])).code).toBe(2);
  });

  it('takes answers, and begins with one zone where there is no plan', async () => {
    const words = ['--organisation', 'A: [b\n"c"', '--country', 'FR', '--provider', 'Scaleway', '--region', 'fr-par'];
    const { code, path } = await first([], ...words, '--side', 'public');
    expect(code).toBe(0);
    const { organisation, zones, entities } = parse(textOf(path)) as EstateDocument;
    expect(organisation.name).toBe('A: [b\n"c"');
    expect(Object.keys(entities)).toEqual(['organisation']);
    expect(zones).toMatchObject({ 'scaleway-fr': { side: 'public', provider: 'scaleway', country: 'FR' } });
  });

  it('tells a provider that is nearly a known one, and describes one of its own', async () => {
    const { err, path } = await first([], '--provider', 'scalewai', '--region', 'here');
    expect(err).toContain('did you mean “scaleway”?');
    const { entities } = parse(textOf(path)) as EstateDocument;
    expect(entities['scalewai']).toMatchObject({ country: '<FR>', regions: { here: '<FR>' } });
    expect((await first([], '--provider', 'a: {')).code).toBe(2);
    expect((await first([], '--country', 'France')).code).toBe(2);
  });

  it('takes the provider that is named for what no plan says the provider of', async () => {
    const where = folder();
    writeFileSync(join(where, 'claim.yaml'), manifest);
    const { path } = await first([planAt(mixed, where), join(where, 'claim.yaml')], '--provider', 'ovh');
    const { zones } = parse(textOf(path)) as EstateDocument;
    expect(Object.values(zones).map(({ provider }) => provider)).toEqual(['aws', 'ovh', 'scaleway']);
  });

  it('tells what was not understood, and refuses what is no plan', async () => {
    const { out, path } = await first([planAt([...mixed, change('foo_bar', 'x', {})])]);
    expect(out).toContain('One thing in the plans was not understood');
    expect(textOf(path)).toContain('# One thing in the plans was not understood');
    const broken = written('{"format_version":');
    const refused = target();
    expect((await run(['init', broken, '--out', refused])).code).toBe(2);
    expect(() => textOf(refused)).toThrow('ENOENT');
  });

  it('lets no name from a plan begin a line or hide', async () => {
    const hostile = 'x\n  evil: { class: D0 }\u202E\u001B[2J #';
    const plan = planAt([change('scaleway_object_bucket', 'b', { name: hostile, region: 'fr-par' })]);
    const { path } = await first([plan]);
    const { datasets } = parse(textOf(path)) as EstateDocument;
    expect(Object.keys(datasets!)).toHaveLength(1);
    expect(obeyed(textOf(path))).toEqual([]);
  });

  it('speaks French, with the same structure', async () => {
    const english = await first([planAt(mixed)]);
    const french = await first([planAt(mixed)], '--lang', 'fr');
    expect(french.out).toContain('Rien n’y est décidé.');
    const bare = ({ path }: { path: string }) => filled(textOf(path), () => false).text.replaceAll(/ *# .*/g, '');
    expect(bare(french)).toBe(bare(english));
    expect(textOf(french.path)).toMatch(/^# Un premier patrimoine/);
  });

  it('gives machines what it found', async () => {
    const { out, path } = await first([planAt(mixed)], '--json');
    expect(JSON.parse(out)).toEqual({ exitCode: 0, file: path, zones: 2, datasets: 3, containers: 4, open: 0 });
  });
});
