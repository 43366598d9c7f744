import { describe, expect, it } from 'vitest';
import { renderHtml, renderJson, renderTerminal } from '../../../cli/report/index.ts';
import { refusedOf } from '../../../cli/report/refused.ts';
import type { Observation } from '../../../estate/index.ts';
import { collectionOf, copy, figures, original, reportAbout, sayIn } from './fixture.ts';

const refusal = (subject: string, fact: string, state: 'denied' | 'error' | 'unsupported'): Observation =>
  ({
    subject,
    kind: 'bucket',
    fact,
    state,
    origin: { source: 's3:rgw-paris', call: fact, code: '403 AccessDenied' },
    at: '2024-07-25T06:00:00.000Z',
  }) as unknown as Observation;
const changed = [
  refusal('store://rgw-paris/accreditation', 'tags', 'denied'),
  refusal('store://rgw-paris/accreditation', 'lifecycle', 'error'),
  refusal('store://rgw-paris/accreditation', 'objectLock', 'unsupported'),
];
const row = (page: string, place: string) =>
  [...page.matchAll(/<tr>[\s\S]*?<\/tr>/g)]
    .map(([text]) => text)
    .find((text) => text.includes(`<th scope="row"><code>${place}</code></th>`) && text.includes('class="badge'))!;

describe('what a place refused', () => {
  const report = reportAbout({ changed });

  it('is counted by place: refusals and failures, not what no place of its kind can tell', () => {
    expect(report.refused).toEqual({ 'rgw-paris': 2 });
    expect(refusedOf(undefined)).toEqual({});
    const unread = collectionOf([original], [refusal('cluster://k8s-paris/_/Node/one', 'location', 'error')]);
    expect(refusedOf(unread)).toEqual({});
  });

  it('stands in the second sentence', () => {
    const [, second] = renderTerminal(report, sayIn('en'), { colour: false }).split('\n');
    expect(second).toContain('2 facts were refused or could not be read, at rgw-paris.');
    const [, without] = renderTerminal(reportAbout(), sayIn('en'), { colour: false }).split('\n');
    expect(without).not.toContain('refused');
  });

  it('is never "wholly", and counts as not looked at', () => {
    const page = renderHtml(report, sayIn('en'));
    expect(row(page, 'rgw-paris')).toContain('in part: 2 facts refused');
    expect(row(page, 'oss-public')).toContain('wholly');
    const tile = (text: string) => Number(/<strong>(\d+)<\/strong> not looked at/.exec(text)![1]);
    expect(tile(page)).toBe(tile(renderHtml(reportAbout(), sayIn('en'))) + 2);
    expect((JSON.parse(renderJson(report)) as { unseen: object }).unseen).toMatchObject({
      refused: { 'rgw-paris': 2 },
    });
  });
});

describe('promise beside reality', () => {
  const cards = (page: string) =>
    [...page.matchAll(/<article class="story"[\s\S]*?<\/article>/g)].map(([card]) => card);
  const card = (page: string, subject: string) => cards(page).find((each) => each.includes(`<code>${subject}</code>`))!;

  it('is set in red where the side differs, and not where data lies on the side it was declared for', () => {
    const page = renderHtml(
      reportAbout({ buckets: [original, copy, { ...figures, public: true, labels: [] }] }),
      sayIn('en'),
    );
    expect(card(page, 'store://oss-public/fan-export')).toContain('class="contrast"');
    const stayed = reportAbout({ buckets: [{ ...original, encryption: 'provider-key' }] });
    const [own] = cards(renderHtml(stayed, sayIn('en')));
    expect(own).toContain('store://rgw-paris/accreditation');
    expect(own).not.toContain('class="contrast"');
  });
});
