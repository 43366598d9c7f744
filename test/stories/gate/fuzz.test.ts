/** Row 6: values of real and constructed plans altered at random, and none passes that should not. `npm run fuzz` goes on for longer. */
import { describe, expect, it } from 'vitest';
import { bases, drawn } from './fuzz/bases.ts';
import { campaign, scoreTold } from './fuzz/campaign.ts';
import { damaged, randomOf, type Damage, type Path, type Worth } from './fuzz/damage.ts';
import { judged, objection } from './fuzz/oracle.ts';

const baseOf = (name: string) => bases.find((each) => each.name === name)!;

describe('a document', () => {
  it.each(['home', 'abroad', 'unknown'] as const)('of many is judged as where its data lies: %s', async (where) => {
    const own = bases.filter((each) => each.where === where && !/keyvault|key_vault|by provider/i.test(each.name));
    const some = own.filter((_, at) => at < 10 || at % 40 === 0);
    const codes = await Promise.all(some.map((each) => judged(each, each.document)));
    const expected = { home: [0], abroad: [1, 3], unknown: [3] }[where];
    expect(some.filter((_, at) => !expected.includes(codes[at]!.code)).map(({ name }) => name)).toEqual([]);
    expect(own.length).toBeGreaterThan(250);
  });

  it('is wounded alike for the same seed, and each wound is one', () => {
    const { document } = baseOf('preview-private-create.json home');
    const [one, other] = [7, 7].map((seed) => damaged(document, randomOf(seed)));
    expect(one).toEqual(other);
    const random = randomOf(8);
    for (let count = 0; count < 300; count += 1) {
      const { document: wounded } = damaged(document, random);
      expect(JSON.stringify(wounded)).not.toBe(JSON.stringify(document));
    }
  });
});

describe('what is said of a wound that passes', () => {
  const base = baseOf('aws_s3_bucket home by provider');
  const region: Path = ['configuration', 'provider_config', 'aws', 'expressions', 'region', 'constant_value'];
  const [passed, refused] = [
    { code: 0, judged: 1 },
    { code: 1, judged: 1 },
  ];
  const of = (path: Path, worth: Worth): Damage => ({ kind: 'number', path, worth, document: base.document });

  it.each<[string, Damage, typeof passed, typeof passed, string | undefined]>([
    ['a region that is nonsense', of(region, 'nonsense'), passed, passed, 'what is asked for was nonsense'],
    ['a region that is left out', of(region, 'absent'), passed, passed, 'what was needed was left out'],
    ['all that says the region', of(region.slice(0, -1), 'emptied'), passed, passed, 'what was needed was left out'],
    ['a container that is gone', of(region, 'same'), passed, { code: 0, judged: 0 }, 'a container was lost'],
    ['what was refused', of(['terraform_version'], 'nonsense'), refused, passed, 'it was not passed before'],
    ['the document', of([], 'absent'), passed, passed, 'what was needed was left out'],
    ['a version that nobody asks for', of(['terraform_version'], 'nonsense'), passed, passed, undefined],
    ['a version that is left out', of(['terraform_version'], 'absent'), passed, passed, undefined],
  ])('%s', async (_what, damage, was, is, expected) => {
    expect(await objection(base, was, damage, is)).toBe(expected);
  });
});

it('of 1,000 random wounds none passes that should not', async () => {
  const score = await campaign(drawn, 1000, 20_261_122);
  console.log(scoreTold(score));
  expect(score.wrong).toEqual([]);
  expect(score.documents).toBeGreaterThan(500);
}, 120_000);
