import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../../../cli/context.ts';
import { realEdge } from '../../../../cli/edge.ts';
import { planEvents } from '../../../../cli/gate/bound/events.ts';
import { gateGround } from '../../../../cli/gate/judging/judged.ts';
import { openFolder, readRecords } from '../../../../evidence/index.ts';
import { bad, good, now, planAt, preview, type Bucket } from '../world.ts';
import { binaryPlan, estate, seal, verify } from './world.ts';

/** One more than the gate keeps every answer of. */
const many = 5001;
const bucketAt = (at: number): Bucket => ({
  ...(at === 2500 ? bad : good),
  name: `figures-${at}`,
  dataset: 'staffing-figures',
});
const plan = planAt(preview(Array.from({ length: many }, (_, at) => bucketAt(at))));
const artifact = planAt(binaryPlan(), 'plan.tfplan');

describe('a plan of which the gate keeps findings alone', () => {
  it('is sealed to the last question and decision, and holds before an apply', async () => {
    const { ran, folder } = await seal([plan, '--artifact', artifact, '--json']);
    const { answers } = JSON.parse(ran.out) as { answers: Record<string, number> };
    const evidence = await openFolder(join(folder, 'evidence'));
    const [asked, verdicts] = [new Set<string>(), { allow: 0, deny: 0, unknown: 0, 'not-applicable': 0 }];
    for await (const { record, opened } of readRecords(evidence)) {
      if (record.type === 'evaluation') asked.add(opened.subject as string);
      for (const { verdict } of record.rows ?? []) verdicts[verdict] += 1;
    }
    expect([...asked].filter((subject) => subject.startsWith('store://'))).toHaveLength(many);
    expect(verdicts).toEqual(answers);
    expect(verdicts.deny).toBeGreaterThan(0);
    expect(verdicts.allow).toBeGreaterThan(many);
    const ended = await verify([folder, plan, '--artifact', artifact, '--environment', 'prod']);
    expect(ended.out).toContain('The gate refused');
    expect(ended.code).toBe(1);
  }, 120_000);

  it('is put again one question at a time: what was sealed is not kept', async () => {
    const edge = { ...realEdge(new AbortController().signal), now: () => new Date(now) };
    const context = { edge, err: { line: () => {} }, say: () => '' } as unknown as Context;
    const ground = await gateGround({ inputs: [plan], estate }, context);
    expect(ground.plan.judged.length).toBeLessThan(ground.plan.counts.questions / 100);
    let built = 0;
    const { planned } = ground.premises;
    const counting = new Proxy(planned!, {
      get: (map, name) => {
        if (name !== 'get') return Reflect.get(map, name) as unknown;
        return (key: string) => {
          built += 1;
          return map.get(key);
        };
      },
    });
    const watched = { ...ground, premises: { ...ground.premises, planned: counting } };
    let taken = 0;
    for (const event of planEvents(watched, [])) {
      taken += Number(event.type === 'evaluation');
      if (taken === 20) break;
    }
    const early = built;
    for (const event of planEvents(watched, [])) taken += Number(event.type === 'evaluation');
    expect(taken - 20).toBe(ground.plan.counts.questions);
    expect(early).toBeLessThan((built - early) / 20);
  }, 120_000);
});
