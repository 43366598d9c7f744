import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { enginePath } from '../engines/binary.ts';
import { conditionsOf } from '../mutation/conditions.ts';
import { equivalents, scoreOf } from '../mutation/mutate.ts';
import { mutantsOf } from '../mutation/mutants.ts';
import { askControl, survey } from '../mutation/survey.ts';
import { allRows, unmet } from './rows.ts';

const opa = enginePath('opa');
const inCi = process.env['CI'] === 'true';
const flow = 'policies/controls/flow/nothing-leaves-the-private-side-undeclared/control.rego';

describe.skipIf(opa === undefined && !inCi)('mutation of the controls (all of it: npm run mutate)', () => {
  it('negating any one condition of any control fails a row', { timeout: 120_000 }, async () => {
    const judged = await survey(opa!, ['negated'], 'controls');
    const { total, killed, percent, survivors } = scoreOf(judged);
    console.log(`mutation: ${killed} of ${total} negated conditions of the controls killed, ${percent.toFixed(1)} %`);
    expect(survivors.map(({ condition }) => `${condition.file}:${condition.line} ${condition.text}`)).toEqual([]);
    expect(total).toBeGreaterThan(200);
  });

  it('a mutant that changes nothing fails no row: the rows fail for the mutation alone', async () => {
    const [condition] = conditionsOf(opa!, flow);
    const source = readFileSync(flow, 'utf8');
    const own = allRows().filter((row) => flow.includes(row.control));
    const same = { condition: condition!, kind: 'negated', becomes: condition!.text, source } as const;
    const questions = own.map((row) => row.question);
    const { answers, refused } = await askControl(opa!, flow, [same], questions);
    expect(refused.size).toBe(0);
    expect(own.map((row, at) => unmet(row, answers[at], `${row.control}#0`)).filter(Boolean)).toEqual([]);
  });

  it('negates every shape of condition, and moves every bound', () => {
    const becomes = conditionsOf(opa!, flow)
      .flatMap(mutantsOf)
      .map(({ kind, becomes: text }) => `${kind}: ${text}`);
    expect(becomes).toEqual(
      expect.arrayContaining([
        'negated: input.flow.fromSide != "private"',
        'negated: input.flow.toSide == "private"',
        'negated: crosses',
        'negated: not crosses',
        'negated: not input.flow.transform in {"anonymised", "pseudonymised"}',
        'negated: input.proof.from > day',
        'negated: not input.flow.published',
        'boundary: input.proof.until > day',
        'member: input.flow.transform in {"anonymised"}',
        'member: input.flow.transform in {"pseudonymised"}',
        'dropped: true',
      ]),
    );
  });

  it('excuses few mutants, each with a reason', () => {
    expect(equivalents.length).toBeLessThan(10);
    expect(equivalents.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });
});
