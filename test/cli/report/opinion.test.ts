import { expect, it } from 'vitest';
import { renderHtml, renderMarkdown, renderTerminal, type Report } from '../../../cli/report/index.ts';
import { reportAbout, sayIn } from './fixture.ts';

type Waiver = Report['judgement']['waivers'][number];

function under(changed: Partial<Waiver>): Report {
  const report = reportAbout();
  const waiver = {
    id: 'W-1',
    control: 'residency/personal-data-stays-in-the-eea',
    subject: 'store://oss-public/fan-export',
    until: '2024-08-31',
    state: 'applied',
    opinion: 'unfavourable',
    ...changed,
  } as Waiver;
  return { ...report, judgement: { ...report.judgement, waivers: [waiver] } };
}

const against = 'One exception in use goes against the opinion of the DPO.';

it('says in the first line of every output that an exception in use goes against the opinion of the DPO', () => {
  const report = under({});
  expect(renderTerminal(report, sayIn('en'), { colour: false }).split('\n')[0]).toContain(against);
  expect(renderMarkdown(report, sayIn('en')).split('\n')[0]).toContain(against);
  expect(/<p class="verdict[^>]*>([^<]*)/.exec(renderHtml(report, sayIn('en')))![1]).toContain(against);
  expect(renderTerminal(report, sayIn('fr'), { colour: false })).toContain('l’avis défavorable du DPO');
});

it.each([
  { opinion: 'favourable' },
  { opinion: 'reserved' },
  { opinion: 'none' },
  { state: 'dormant' },
  { state: 'not-in-force' },
] as Partial<Waiver>[])('says nothing of the kind of %j', (changed) => {
  expect(renderTerminal(under(changed), sayIn('en'), { colour: false })).not.toContain(against);
});
