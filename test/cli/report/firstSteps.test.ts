import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepsInOrder } from '../../../cli/report/firstSteps.ts';
import { renderHtml, renderMarkdown, renderTerminal } from '../../../cli/report/index.ts';
import { brief } from '../../../cli/report/steps.ts';
import { catalogue, reportAbout, sayIn } from './fixture.ts';

const ids = catalogue.map(({ id }) => id);

describe('what to do first', () => {
  it('is one step of each kind that is urgent, in the order of what hurts, and at most three', () => {
    const controls = [
      'keys/keys-are-held-outside-the-provider',
      'residency/class-lies-in-allowed-zones',
      'access/non-eu-operators-stay-out',
      'transfer/every-transfer-has-a-basis',
      'exposure/personal-data-is-not-public',
    ];
    expect(stepsInOrder(controls)).toEqual({
      first: [controls[4], controls[2], controls[1]],
      later: [controls[0], controls[3]],
    });
  });

  it('is everything where that is no more than three, the way in before all else', () => {
    const few = ['transfer/every-transfer-has-a-basis', 'exposure/personal-data-is-not-public'];
    expect(stepsInOrder(few)).toEqual({ first: few.toReversed(), later: [] });
  });

  it('is what comes first of few, and the heaviest where nothing is urgent', () => {
    const slow = ids.filter((id) => /^(?:keys|sovereignty|register)\//.test(id));
    expect(stepsInOrder(slow.slice(0, 3))).toEqual({ first: slow.slice(0, 3), later: [] });
    expect(stepsInOrder(slow)).toEqual({ first: slow.slice(0, 3), later: slow.slice(3) });
  });

  it('loses no control and names none twice', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(ids), (controls) => {
        const { first, later } = stepsInOrder(controls);
        expect([...first, ...later].toSorted()).toEqual(controls.toSorted());
        expect(first.length).toBeLessThanOrEqual(3);
        expect(first.length > 0).toBe(controls.length > 0);
      }),
    );
  });

  it.each(['en', 'fr'] as const)('leaves every other step to its finding, in %s', (language) => {
    const report = reportAbout({});
    const say = sayIn(language);
    const { later } = stepsInOrder(report.stories[0]!.controls);
    expect(later.length).toBeGreaterThan(1);
    const terminal = renderTerminal(report, say, { colour: false });
    const markdown = renderMarkdown(report, say);
    const page = renderHtml(report, say);
    for (const id of later) {
      const remedy = say(`${id}.remedy`);
      expect(terminal.split(brief(remedy))).toHaveLength(2);
      expect(markdown).toContain(`→ ${remedy}`);
      expect(page).toContain(say('report.later', { count: later.length }).split('\u202F')[0]!);
    }
    expect(terminal).toContain(say('report.steps-below', { count: later.length }));
    expect(markdown).toContain(say('report.steps-below', { count: later.length }));
  });
});
