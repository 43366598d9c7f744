/** An exception is granted for what was found: what the same control finds of the same subject later is not excused by it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { estateAt, gate, planAt } from '../../cli/gate/world.ts';
import { run } from '../../cli/support.ts';
import { estateUnder, exceptionsFor, newKeys, told, type Exception, type Keys } from './granting.ts';
import { ownStore, terraform, type Resource } from './plans.ts';

const prod = ['--environment', 'prod'];
/** Figures of the staff, which are nobody's data, become data of people; health stays health. */
const people = [['class: D1\n', 'class: D2\n    categories: [pd:Name]\n']] as const;

const table = (...replicas: string[]) =>
  terraform(
    [
      {
        type: 'aws_dynamodb_table',
        name: 'held',
        after: { name: 'held', hash_key: 'a', replica: replicas.map((region) => ({ region_name: region })) },
        dataset: 'health-file',
      },
    ],
    { providers: { aws: { region: { constant_value: 'eu-west-3' } } } },
  );

const policy = (...actions: string[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: '*', Action: actions, Resource: ['arn:aws:s3:::held', 'arn:aws:s3:::held/*'] },
    ],
  });
/** A bucket of the estate's own store: it has a name before apply. */
function bucket(actions: readonly string[] | undefined, dataset = 'staffing-figures'): string {
  const open: Resource =
    actions === undefined
      ? { type: 'aws_s3_bucket_policy', name: 'open', after: { bucket: 'held' }, unknown: { policy: true } }
      : { type: 'aws_s3_bucket_policy', name: 'open', after: { bucket: 'held', policy: policy(...actions) } };
  const held: Resource = { type: 'aws_s3_bucket', name: 'held', after: { bucket: 'held' }, dataset };
  return terraform([held, open], { providers: ownStore });
}
const [read, write] = ['s3:GetObject', 's3:PutObject'];

let keys: Keys;
beforeAll(async () => {
  keys = await newKeys();
}, 60_000);

async function under(granted: string, later: string, change = (all: Exception[]) => all) {
  const estate = await estateUnder(change(await exceptionsFor(granted, people)), keys, people);
  const words = [planAt(later), '--estate', estate, '--trust', keys.trust, ...prod];
  const { code, out } = await gate(words);
  const french = (await gate([...words, '--lang', 'fr'])).out.replaceAll(/\s+/g, ' ');
  const { findings } = await told(planAt(later), estate, '--trust', keys.trust, ...prod);
  const open = findings.filter(({ waiver }) => waiver === undefined).map(({ control }) => control);
  return { code, out: out.replaceAll(/\s+/g, ' '), french, open, estate };
}

const copies = 'residency/copies-follow-the-class';
const shut = 'exposure/personal-data-is-not-public';

describe('a copy in Ireland was granted', () => {
  it.each([
    ['as granted', table('eu-west-1'), table('eu-west-1')],
    ['of two copies one is gone', table('eu-west-1', 'eu-west-3'), table('eu-west-1')],
  ])('%s: passes under its exceptions', async (_, granted, later) => {
    const { code, open } = await under(granted, later);
    expect([code, open]).toEqual([0, []]);
  });

  it.each(['us-east-1', 'cn-north-1'])('one in %s is another', async (region) => {
    const { code, out, open } = await under(table('eu-west-1'), table(region));
    expect([code, open.includes(copies)]).toEqual([1, true]);
    expect(out).toMatch(/granted for something else: “replicates-elsewhere [^”]*eu-west-1[^”]*” was found then/);
    expect(out).toMatch(new RegExp(`and “replicates-elsewhere [^”]*${region}[^”]*” is found now`));
  });

  it('a second one beside it is another', async () => {
    const { code, open, french } = await under(table('eu-west-1'), table('eu-west-1', 'us-east-1'));
    expect([code, open.includes(copies)]).toEqual([1, true]);
    expect(french).toMatch(/accordée pour autre chose : « replicates-elsewhere [^»]*» était constaté alors/);
  });
});

describe('a bucket that has a name', () => {
  it.each([
    ['as granted', bucket([read]), bucket([read])],
    ['less open than granted', bucket([read, write]), bucket([read])],
    ['not known, as granted', bucket(undefined), bucket(undefined)],
  ])('%s: passes under its exceptions', async (_, granted, later) => {
    const { code, open } = await under(granted, later);
    expect([code, open]).toEqual([0, []]);
  });

  it('an opinion on “not known” is none on “open to all”', async () => {
    const { code, out, french, open } = await under(bucket(undefined), bucket([read, write]));
    expect([code, open.includes(shut)]).toEqual([1, true]);
    expect(out).toContain('granted for something else: a finding that nobody could decide, and it is a refusal now.');
    expect(french).toContain('un constat qui ne pouvait être tranché, et qui est un refus maintenant.');
  });

  it('nor is one on “open to all” any on “not known”', async () => {
    const { code, open } = await under(bucket([read, write]), bucket(undefined));
    expect([code, open.includes(shut)]).toEqual([1, true]);
  });

  it.each([
    ['written by all, where it was read by all', bucket([read, write]), /“writable” is found now/],
    ['of another dataset and a higher class', bucket([read], 'health-file'), /another dataset \(staffing-figures\)/],
    ['of a higher class', bucket([read], 'health-file'), /another class \(D2\) than what stands there now \(D3\)/],
  ])('%s', async (_, later, why) => {
    const { code, out, open } = await under(bucket([read]), later);
    expect([code, open.includes(shut)]).toEqual([1, true]);
    expect(out).toMatch(why);
  });

  it('one of before excuses nothing, is a warning of the estate, and gets its line', async () => {
    const bare = (all: Exception[]) =>
      all.map((each): Exception => {
        const { covers: _, ...rest } = each;
        return rest;
      });
    const { code, out, open, estate } = await under(bucket([read]), bucket([read]), bare);
    expect([code, open.includes(shut)]).toEqual([1, true]);
    expect(out).toContain('does not say what it was granted for, so it would excuse whatever is found.');
    expect(out).toContain(
      'write “covers: { dataset: staffing-figures, class: D2, verdict: deny, found: [readable] }” in it',
    );
    const checked = await run(['estate', 'check', estate]);
    expect(checked.code).toBe(0);
    expect(checked.out + checked.err).toMatch(/warning \/waivers\/0\/subject/);
  });
});

it('what the terminal prints to paste says what was found', async () => {
  const { out } = await gate([planAt(bucket([read])), '--estate', estateAt(...people), ...prod]);
  const covers = [
    'covers:',
    '  dataset: staffing-figures',
    '  class: D2',
    '  verdict: deny',
    '  found:',
    '    - readable',
  ];
  expect(out).toContain(covers.map((row) => `    ${row}\n`).join(''));
});
