import fc from 'fast-check';
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contentQuestion, judgedOf, placementQuestion, put, viewOf, type Engine } from '../../../policies/index.ts';
import { catalogue, collectionOf, engine, home, premisesOf } from './planning.ts';
import { population, several } from './population.ts';

describe('containers that stand alike are answered once', () => {
  it('and the answers are those of a judge that remembers nothing, question for question and digest for digest', () => {
    fc.assert(
      fc.property(population, (all) => {
        const [premises, collection] = [premisesOf(all), collectionOf(all)];
        const asked = [...judgedOf(premises, collection, engine, catalogue)];
        for (const each of asked) {
          expect(each).toEqual(put(engine, catalogue, each.question));
          if (each.question.subject.kind === 'access') continue;
          // A fresh view a question: nothing that another container left behind can be in it.
          const view = viewOf(premises, collection);
          const { id, kind } = each.question.subject;
          const fresh =
            each.question.stage === 'classify'
              ? contentQuestion(view, id, kind)
              : placementQuestion(view, id, kind, each.question.class);
          expect(each.question).toEqual(fresh);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('with one evaluation a shape, not one a container', () => {
    let evaluations = 0;
    const counting: Engine = { ...engine, decide: (question) => ((evaluations += 1), engine.decide(question)) };
    const all = several(home, 50);
    expect([...judgedOf(premisesOf(all), collectionOf(all), counting, catalogue)]).toHaveLength(100);
    expect(evaluations).toBe(2);
  });

  it('which is sound, for every rule sees only the kind of a subject, and what is echoed is echoed in one place', () => {
    const rego = globSync('policies/**/*.rego').filter((file) => !file.endsWith('schemas.rego'));
    const lines = rego.flatMap((file) => readFileSync(file, 'utf8').replaceAll(/#.*$/gm, '').split('\n'));
    expect(lines.filter((line) => line.includes('subject.id'))).toEqual(['\t"subject": input.subject.id,']);
    // The document as a whole, or the subject as a whole, would carry the id with them.
    const whole = lines.filter((line) => /input\.subject(?!\.(id|kind)\b)|\binput\b(?![.[]|, \["location")/.test(line));
    expect(whole).toEqual([]);
    expect(lines.filter((line) => line.includes('observation')).map((line) => line.trim())).toEqual([
      'because := [input.labels.observation]',
      'because(contract) := sort({observation |',
      'observation := input[name].observation',
    ]);
  });
});
