import { describe, expect, it } from 'vitest';
import { mutantsOf } from './deep.ts';
import { judgedAll, type Case, type Judged } from './judging.ts';
import { holders } from './planting.ts';
import { rulesOf, shieldsOf } from './shields.ts';

/** Every type that holds, in the spelling of every tool, as its row asks for it and as nothing is wrong with. */
const base: readonly Case[] = holders.map(([type, entry]) => ({ what: 'as it should be', type, entry, where: 'home' }));
const right = await judgedAll(base);
const sound = holders.filter((_, at) => right[at]!.verdict === 'allow');

const nameOf = ({ type, what }: Case) => `${type}: ${what}`;
/** Not let through: a verdict that stops, or a row that leaves the whole run undecided. */
const stops = ({ verdict, row }: Judged) =>
  verdict === 'deny' || verdict === 'unknown' || (verdict === undefined && row.outcome === 'not-understood');
async function letThrough(cases: readonly Case[]): Promise<string[]> {
  const judged = await judgedAll(cases);
  return cases.filter((_, at) => !stops(judged[at]!)).map(nameOf);
}

describe('what is right', () => {
  it('is decided in nine of ten types at least, and denied in none', () => {
    const decided = right.filter(({ verdict }) => verdict === 'allow' || verdict === 'deny').length;
    const denied = base.filter((_, at) => right[at]!.verdict === 'deny').map(nameOf);
    console.log(`${decided} of ${base.length} types decided, ${denied.length} denied for nothing`);
    expect(base.length).toBeGreaterThan(250);
    expect(decided / base.length).toBeGreaterThanOrEqual(0.9);
    expect(denied).toEqual([]);
  });

  it('is undecided only where nobody documents what the provider does', () => {
    const undecided = base.filter((_, at) => right[at]!.verdict === 'unknown').map(({ type }) => type);
    expect(undecided).toEqual([
      'aws_sns_platform_application',
      'aws:sns/platformApplication:PlatformApplication',
      'azurerm_key_vault',
      'azure:keyvault/keyVault:KeyVault',
    ]);
  });
});

describe('what is wrong in one thing', () => {
  it('is never let through, whatever type, tool and thing', async () => {
    const mutants = sound.flatMap(mutantsOf);
    const alive = await letThrough(mutants);
    console.log(`${mutants.length} mutants of ${sound.length} types, ${alive.length} let through`);
    expect(mutants.length).toBeGreaterThan(2500);
    expect(alive).toEqual([]);
  }, 90_000);

  it.each(['moved abroad', 'known only after apply', 'said nowhere', 'not encrypted', 'of no dataset'])(
    'has mutants %s of many types',
    (what) => {
      const types = sound.filter((holder) => mutantsOf(holder).some((each) => each.what.startsWith(what)));
      expect(types.length).toBeGreaterThan(40);
    },
  );
});

describe('what is known to be wrong', () => {
  it('is refused where it lies abroad, not merely undecided', async () => {
    const cases = sound
      .flatMap(mutantsOf)
      .filter(({ what, entry }) => what === 'moved abroad' && entry.provider !== 'scaleway');
    const judged = await judgedAll(cases);
    expect(cases.filter((_, at) => judged[at]!.verdict !== 'deny').map(nameOf)).toEqual([]);
  });

  it('is refused as not encrypted where that is what it is', async () => {
    const cases = sound.flatMap(mutantsOf).filter(({ what }) => what.startsWith('not encrypted'));
    const judged = await judgedAll(cases);
    const bare = new Set(
      judged[0]!.judgement.findings
        .filter(({ verdict, reasons }) => verdict === 'deny' && reasons.some(({ code }) => code === 'not-encrypted'))
        .map(({ subject }) => subject),
    );
    expect(cases.filter((_, at) => !bare.has(judged[at]!.row.subject!)).map(nameOf)).toEqual([]);
  });
});

describe('a sibling that shuts a door', () => {
  const shields = sound.flatMap((holder) => [...shieldsOf(holder), ...rulesOf(holder)]);

  it('lets it through while it is there, and never once it is taken out, deleted, undone or unknown', async () => {
    const kept = await judgedAll(shields.map(({ shut }) => shut));
    expect(shields.filter((_, at) => kept[at]!.verdict !== 'allow').map(({ shut }) => nameOf(shut))).toEqual([]);
    const open = shields.flatMap((each) => each.open);
    console.log(`${shields.length} shields, ${open.length} ways to lose them`);
    expect(shields.length).toBeGreaterThan(10);
    expect(await letThrough(open)).toEqual([]);
  });
});
