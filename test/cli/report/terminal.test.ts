import { describe, expect, it } from 'vitest';
import stringWidth from 'string-width';
import { languages } from '../../../estate/index.ts';
import { renderTerminal } from '../../../cli/report/index.ts';
import { copy, estateOf, operators, original, reportAbout, sayIn } from './fixture.ts';

const report = reportAbout();
const told = (language: 'en' | 'fr', width?: number) =>
  renderTerminal(report, sayIn(language), { width, colour: false });

describe.each(languages)('a report on a terminal, in %s', (language) => {
  it('tells the first story of the project', () => {
    const rows = told(language, 100).split('\n');
    const last = rows.findIndex((row) => / 1\. /.test(row));
    expect(rows.slice(0, last).join('\n')).toMatchSnapshot();
  });

  it('says everything it prints in words: no id is left in brackets', () => {
    expect(told(language)).not.toMatch(/\[[a-z-]+(?:[./][a-z-]+)+\]/);
  });
});

describe('a report on a terminal', () => {
  it('gives the verdict first and what was not looked at second', () => {
    const [first, second] = told('en').split('\n');
    expect(first).toBe('19 deviations found by 21 controls on 28 subjects.');
    expect(second).toContain('k8s-paris (did not answer)');
  });

  it.each([40, 72, 100, 200])('never runs over %i columns', (width) => {
    const wide = told('fr', width)
      .split('\n')
      .filter((row) => stringWidth(row) > width);
    expect(wide).toEqual([]);
  });

  it('uses colour only when asked', () => {
    expect(told('en')).not.toContain('\u001b');
    expect(renderTerminal(report, sayIn('en'), { width: 80, colour: true })).toContain('\u001b[');
  });

  it('shows five of many and counts the rest', () => {
    const people = Array.from({ length: 23 }, (_, at) => ({
      id: `op-${1000 + at}`,
      employer: 'support-hk',
      worksIn: 'HK',
    }));
    const many = reportAbout({
      estate: estateOf([operators[0]!, ...people]),
      buckets: [original, { ...copy, readers: people.map(({ id }) => id) }],
    });
    const text = renderTerminal(many, sayIn('en'), { colour: false });
    const block = text.slice(text.indexOf('Operators outside the EEA'), text.indexOf('Clear text without'));
    expect(block).toContain('(23)');
    expect(block.match(/operator:\/\//g)).toHaveLength(5);
    expect(block).toContain('18 more in the report');
  });

  it('heads a replay as one', () => {
    const replay = { ...report, run: { ...report.run, replay: true } };
    expect(renderTerminal(replay, sayIn('en'), { colour: false })).toMatch(
      /^REPLAY, judged by the law of 2024-07-26\./,
    );
  });

  it('says of a law under an exception that the risk is accepted, not that the law is kept', () => {
    const subject = report.judgement.findings.find(({ force }) => force === 'law')!;
    const findings = report.judgement.findings.map((each) => (each === subject ? { ...each, waiver: 'W-12' } : each));
    const waived = { ...report, judgement: { ...report.judgement, findings } };
    const text = renderTerminal(waived, sayIn('en'), { colour: false });
    expect(text).toContain('Non-compliant, risk accepted until 2024-08-31 (exception W-12).');
  });
});
