/** An address of a plan is no name: what an attacker puts there after an exception was granted is not excused by it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { estateAt, gate, planAt } from '../../cli/gate/world.ts';
import { run } from '../../cli/support.ts';
import { estateUnder, exceptionsFor, newKeys, told, type Exception, type Keys } from './granting.ts';
import { terraform, type Resource } from './plans.ts';

const held: Resource = { type: 'aws_s3_bucket', name: 'held', after: { bucket: 'held' }, dataset: 'health-file' };
const at = (region: string, resource = held) =>
  terraform([resource], { providers: { aws: { region: { constant_value: region } } } });
const granted = at('eu-west-3');
const prod = ['--environment', 'prod'];

const exceptions = () => exceptionsFor(granted);

let keys: Keys;
let estate: string;
const judged = (plan: string, words: readonly string[] = prod, own = estate) =>
  gate([plan, '--estate', own, '--trust', keys.trust, ...words]);

beforeAll(async () => {
  keys = await newKeys();
  estate = await estateUnder(await exceptions(), keys);
}, 120_000);

it('what every finding prints to paste is bound, and holds for what stands there', async () => {
  const all = await exceptions();
  expect(all.length).toBeGreaterThan(2);
  const covers = { dataset: 'health-file', class: 'D3', provider: 'aws', region: 'eu-west-3', country: 'FR' };
  for (const each of all) expect(each).toMatchObject({ covers: { ...covers, environment: 'prod' } });
  const { code, out } = await judged(planAt(granted));
  expect([code, out.split('\n')[0]]).toEqual([0, expect.stringMatching(/^Passes under \d+ exceptions/)]);
  const printed = (await gate([planAt(granted), '--estate', estateAt(), ...prod])).out;
  expect(printed).toMatch(/ {4}covers:\n {6}dataset: health-file\n {6}class: D3\n/);
});

describe('the exception holds no longer', () => {
  it.each([
    ['moved abroad', at('us-east-1'), /another country \(FR\) than what stands there now \(US\)/],
    ['moved within the country’s neighbours', at('eu-central-1'), /another region \(eu-west-3\)/],
    [
      'retagged to another class',
      at('eu-west-3', { ...held, dataset: 'staffing-figures' }),
      /another dataset \(health-file\)/,
    ],
    ['of no dataset any more', at('eu-west-3', { ...held, dataset: '' }), /another dataset \(health-file\)/],
    ['of which the region is hidden', terraform([held]), /another region \(eu-west-3\) .*\(not known\)/],
  ])('%s', async (_, text, why) => {
    const { code, out } = await judged(planAt(text));
    expect(code === 1 || code === 3).toBe(true);
    const flowing = out.replaceAll(/\s+/g, ' ');
    expect(flowing).toMatch(why);
    expect(flowing).toContain('does not excuse it.');
    expect(flowing).toContain('granted for something else than what is found now: not applied');
    const { findings, waivers } = await told(planAt(text), estate, '--trust', keys.trust, ...prod);
    expect(findings.filter(({ waiver }) => waiver !== undefined)).toEqual([]);
    expect(waivers.filter(({ applied }) => applied)).toEqual([]);
  });

  it('at the same address of another file, of a file of that name elsewhere, or of nobody knows where', async () => {
    expect((await judged(planAt(granted, 'other.json'))).code).toBe(1);
    const elsewhere = await judged(planAt(granted), ['--environment', 'staging']);
    expect(elsewhere.code).toBe(1);
    expect(elsewhere.out.replaceAll(/\s+/g, ' ')).toContain('another environment (prod)');
    const nowhere = await judged(planAt(granted), []);
    expect(nowhere.code).toBe(1);
    const flowing = nowhere.out.replaceAll(/\s+/g, ' ');
    expect(flowing).toContain('environment: "<environment>" }');
    expect(flowing).toContain('the gate learns the environment from `--environment`');
  });

  it('tells so in every output, with the line that renews it', async () => {
    for (const format of ['markdown', 'sarif', 'junit', 'codequality', 'github']) {
      const { out } = await judged(planAt(at('us-east-1')), [...prod, '--format', format]);
      expect([format, out.includes('does not excuse it')]).toEqual([format, true]);
      expect([format, /region: (?:"|&quot;|\\")?us-east-1/.test(out)]).toEqual([format, true]);
    }
  });
});

describe('one of before bindings', () => {
  it('excuses nothing: its line is told, and what to add', async () => {
    const old = (await exceptions()).map((each): Exception => {
      const { covers: _, ...rest } = each;
      return rest;
    });
    const own = await estateUnder(old, keys);
    const { code, out } = await judged(planAt(granted), prod, own);
    expect(code).toBe(1);
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      'does not say what it was granted for, so it would excuse whatever is found. Mend this, or renew the exception for what is found now: write “covers: { dataset: health-file, class: D3, verdict: deny, found: [',
    );
    const { code: checked, out: warned, err } = await run(['estate', 'check', own]);
    expect(checked).toBe(0);
    expect(warned + err).toMatch(/estate\.yaml:\d+:\d+ warning \/waivers\/0\/subject/);
    expect((warned + err).replaceAll(/\s+/g, ' ')).toContain('Add “covers” as the finding prints it');
    expect(out.replaceAll(/\s+/g, ' ')).toContain('does not say what it was granted for: never applied');
    const listed = await run(['waiver', 'list', '--estate', own, '--trust', keys.trust]);
    expect(listed.code).toBe(1);
    expect(listed.out).toContain('does not say what it was granted for');
    // Who pastes it in without asking anybody is refused: the decision was about other words.
    const file = join(own, 'estate.yaml');
    const bound = (await exceptions())[0]!.covers!;
    const text = readFileSync(file, 'utf8').replaceAll(
      /^( *)reason: a move$/gm,
      (row, indent: string) => `${indent}covers: ${JSON.stringify(bound)}\n${row}`,
    );
    writeFileSync(file, text);
    const forged = await judged(planAt(granted), prod, own);
    expect(forged.code).toBe(1);
    expect(forged.out.replaceAll(/\s+/g, ' ')).toContain('approvals of another exception');
  });

  it('for what has a name may not say where that lies', async () => {
    const line = `waivers:\n  - { id: W-1, control: residency/region-is-known, subject: "store://store-paris/health-file", covers: { environment: prod }, reason: x, owner: role:lead, from: 2026-05-01, until: 2026-06-30 }\n`;
    const { code, err } = await gate([planAt(granted), '--estate', estateAt(['documents:', `${line}documents:`])]);
    expect(code).toBe(2);
    expect(err).toContain('a name stands for one thing only');
  });
});

it('`waiver new` says where the binding comes from', async () => {
  const words = ['--control', 'residency/region-is-known', '--subject'];
  const { code, out } = await run(['waiver', 'new', ...words, 'plan://plan.json/aws_s3_bucket.held']);
  expect(code).toBe(0);
  expect(out).toContain('    covers:\n      dataset: <as the finding prints it>');
  expect(out).toContain('      environment: <environment>');
  expect(out.replaceAll(/\s+/g, ' ')).toContain('take “covers” from the exception that `cloison gate` prints');
  const named = await run(['waiver', 'new', ...words, 'store://store-paris/health-file']);
  expect(named.out).toContain(
    '      verdict: <as the finding prints it>\n      found:\n        - <as the finding prints it>',
  );
  expect(named.out).not.toContain('environment');
});
