import { expect, it } from 'vitest';
import { planEvents } from '../../../../cli/gate/bound/events.ts';
import { realEdge } from '../../../../cli/edge.ts';
import { gateGround } from '../../../../cli/gate/judging/judged.ts';
import { canonicalText, Spelt } from '../../../../estate/index.ts';
import type { RunEvent } from '../../../../evidence/index.ts';
import { judgePlan } from '../../../../policies/index.ts';
import type { Context } from '../../../../cli/context.ts';
import { bad, good, later, planAt, preview } from '../world.ts';
import { estate } from './world.ts';

/** As the log spells what it commits to, whether it came spelt or as a value. */
const spelt = (events: Iterable<RunEvent>) =>
  [...events].map(({ disclose = {}, ...event }) => {
    const texts = Object.entries(disclose).map(([name, value]) => [
      name,
      value instanceof Spelt ? value.text : canonicalText(value),
    ]);
    return { ...event, disclose: Object.fromEntries(texts) as Record<string, string> };
  });

it('of a large plan, of which only findings were kept, the log is the same to the last question', async () => {
  const edge = { ...realEdge(new AbortController().signal), now: () => new Date('2026-06-01T10:00:00Z') };
  const context = { edge, err: { line: () => {} }, say: () => '' } as unknown as Context;
  const plan = planAt(
    preview([good, bad, { ...later, name: 'later' }, { ...good, name: 'other', dataset: 'staffing-figures' }]),
  );
  const ground = await gateGround({ inputs: [plan], estate }, context);
  const { premises, reading, bench } = ground;
  const asked = { moves: reading.movements, keep: 'findings' } as const;
  const few = judgePlan(premises, reading.collection, bench.engine, bench.catalogue, asked);
  expect(few.judged.length).toBeLessThan(ground.plan.judged.length);
  const all = [...planEvents(ground, [])];
  expect(all.reduce((sum, { rows = [] }) => sum + 1 + rows.length, 0)).toBeGreaterThan(20);
  const again = [...planEvents({ ...ground, plan: few, judgement: few }, [])];
  expect(again.some(({ disclose }) => disclose?.question instanceof Spelt)).toBe(true);
  expect(spelt(again)).toEqual(spelt(all));
});
