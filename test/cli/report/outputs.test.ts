import { describe, expect, it } from 'vitest';
import { languages } from '../../../estate/index.ts';
import { renderHtml, renderJson, renderMarkdown, renderTerminal, type Report } from '../../../cli/report/index.ts';
import { reportDocument } from '../../../cli/report/json.ts';
import { hostileNames, unseenRaw } from './hostile.ts';
import { copy, figures, original, reportAbout, sayIn } from './fixture.ts';

const report = reportAbout({ sealed: true });

describe('the report for machines', () => {
  it('comes back from JSON as it went in', () => {
    expect(JSON.parse(renderJson(report))).toEqual(JSON.parse(JSON.stringify(reportDocument(report))));
  });

  it('counts every finding and every control, and says no sentence', () => {
    const document = JSON.parse(renderJson(report)) as ReturnType<typeof reportDocument>;
    expect(document.version).toBe('cloison/report/v1');
    expect(document.findings).toHaveLength(report.judgement.findings.length);
    const denied = Object.values(document.controls).reduce((sum, row) => sum + row.deny, 0);
    expect(denied).toBe(report.outcome.deviations);
  });

  it('only ever gains keys', () => {
    const document = JSON.parse(renderJson(report)) as Record<string, unknown>;
    const first = (value: unknown) => (Array.isArray(value) ? (value[0] as object) : (value as object));
    expect(Object.keys(document)).toEqual(
      'version run outcome unseen stories findings controls policies waivers countries sightings accounted seal'.split(
        ' ',
      ),
    );
    expect(Object.keys(first(document['stories']))).toEqual(
      expect.arrayContaining(
        'subject kind dataset class detected sameBytesAs home lies hosting openedBy reachKnown laws reaching key keyHolder references infringed controls'.split(
          ' ',
        ),
      ),
    );
    expect(Object.keys(first(document['findings']))).toEqual(
      expect.arrayContaining('control subject verdict reasons because severity force references'.split(' ')),
    );
  });

  it('dates every observation that a finding cites', () => {
    const cited = report.judgement.findings.flatMap(({ because }) => because);
    expect(cited.length).toBeGreaterThan(0);
    expect(cited.filter((digest) => report.sightings?.[digest] === undefined)).toEqual([]);
  });
});

/** Every text that came from outside takes the name: subjects, entities, regions, values, gaps, waivers, folders. */
function poisoned(name: string): Report {
  const base = reportAbout({ sealed: true });
  const { judgement } = base;
  const findings = judgement.findings.map((finding) => ({
    ...finding,
    subject: name,
    dataset: name,
    zone: name,
    waiver: name,
    reasons: finding.reasons.map(({ code, values }) => ({
      code,
      values: Object.fromEntries(Object.keys(values).map((key) => [key, name])),
    })),
  }));
  return {
    ...base,
    run: { ...base.run, organisation: name, tool: name, id: name },
    judgement: {
      ...judgement,
      findings,
      gaps: [{ what: name, kind: 'place', reason: name }],
      declaredOnly: [name],
      waivers: judgement.waivers.map((waiver) => ({ ...waiver, id: name, subject: name, until: name })),
    },
    refused: { [name]: 1 },
    coverage: base.coverage.map((row) => ({ ...row, place: name, kind: name, reason: name })),
    stories: base.stories.map((story) => ({
      ...story,
      subject: name,
      dataset: name,
      sameBytesAs: [name],
      keyHolder: name,
      home: { zone: name, side: 'private' },
      lies: { ...story.lies, zone: name, region: name },
      hosting: { entity: name, country: name, parents: [name], parentCountries: [name] },
      openedBy: story.openedBy.map((row) => ({ ...row, entity: name, country: name, from: [name], route: name })),
      reaching: story.reaching.map((row) => ({ ...row, law: name, instrument: name, source: name, entities: [name] })),
    })),
    seal: { root: name, size: 1, folder: name, signer: name },
  };
}

it('sends a reader to the guide in the language of the page', () => {
  expect(renderHtml(poisoned('plain'), sayIn('fr'))).toContain('less VERIFY.fr.md');
  expect(renderHtml(poisoned('plain'), sayIn('en'))).toContain('less VERIFY.md');
});

describe.each(hostileNames.map((name) => [JSON.stringify(name), name]))('a name like %s', (_, name) => {
  const bad = poisoned(name);
  const say = sayIn('fr');

  it('puts nothing unseen into any output', () => {
    const outputs = [
      renderTerminal(bad, say, { width: 80, colour: false }),
      renderMarkdown(bad, say),
      renderHtml(bad, say),
      renderJson(bad),
    ];
    for (const output of outputs) expect(unseenRaw.exec(output)).toBeNull();
  });

  it('stays exact in JSON', () => {
    const document = JSON.parse(renderJson(bad)) as ReturnType<typeof reportDocument>;
    expect(document.stories[0]?.subject).toBe(name);
  });

  it('starts no line of a log and no cell of a table', () => {
    const terminal = renderTerminal(bad, say, { colour: false });
    expect(terminal.split('\n').filter((row) => /^(?:::|##vso)/.test(row))).toEqual([]);
    const shape = (text: string) =>
      text
        .split('\n')
        .filter((row) => row.startsWith('| '))
        .map((row) => row.replace(/\\\\|\\\|/g, '').split('|').length);
    expect(shape(renderMarkdown(bad, say))).toEqual(shape(renderMarkdown(poisoned('plain'), say)));
  });

  it('adds no element, attribute or comment to the page', () => {
    const tags = (text: string) => (text.match(/<\/?[a-z][a-z0-9]*\b|<!/gi) ?? []).join(' ');
    // Plain names may be grouped otherwise, so the reference is a name as hostile in no way.
    expect(tags(renderHtml(bad, say))).toBe(tags(renderHtml(poisoned('plain'), say)));
  });
});

describe.each(languages)('the page in %s', (language) => {
  const page = renderHtml(report, sayIn(language));

  it('fetches nothing, runs nothing, and allows exactly its own style sheet', async () => {
    const { createHash } = await import('node:crypto');
    const style = /<style>([\s\S]*)<\/style>/.exec(page)![1]!;
    const digest = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(`style-src &#39;sha256-${digest}&#39;`);
    expect(page).toContain('default-src &#39;none&#39;');
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\son[a-z]+=|\sstyle=|@import|url\(/i);
  });

  it('has one language, one main heading, a skip link, and a caption and scopes on every table', () => {
    expect(page).toContain(`<html lang="${language}">`);
    expect(page.match(/<h1\b/g)).toHaveLength(1);
    expect(page).toMatch(/<a class="skip" href="#main">/);
    const tables = page.match(/<table>[\s\S]*?<\/table>/g)!;
    expect(tables.length).toBeGreaterThan(10);
    for (const table of tables) {
      expect(table).toContain('<caption>');
      expect(table).not.toMatch(/<th>/);
    }
  });

  it('gives no id twice and links to none that is missing', () => {
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    expect(ids).toHaveLength(new Set(ids).size);
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
    expect(links.filter((link) => !ids.includes(link))).toEqual([]);
  });

  it('shows every finding, whole', () => {
    const rows = report.judgement.findings.length;
    const found = page.match(/<article\s+class="finding[\s\S]*?<\/article>/g)!;
    const counted = found.reduce(
      (sum, card) => sum + (/<tbody>[\s\S]*?<\/tbody>/.exec(card)![0].match(/<tr>/g) ?? []).length,
      0,
    );
    expect(counted).toBe(rows);
  });

  it('says everything in words: no id is left in brackets, nobody is declared compliant', () => {
    expect(page).not.toMatch(/\[[a-z-]+(?:[./][a-z-]+)+\]/);
    expect(page).not.toMatch(/\bconformes?\b|GDPR[ -]compliant|\bviolations?\b/i);
  });
});

describe('Markdown', () => {
  it.each(languages)('is told in words, in %s', (language) => {
    const text = renderMarkdown(report, sayIn(language));
    expect(text).not.toMatch(/\[[a-z-]+(?:[./][a-z-]+)+\]/);
    expect(text).toContain('`store://oss-public/fan-export`');
  });

  it('makes no link, no mention and no image of a name', () => {
    const text = renderMarkdown(poisoned('@team https://evil.example ![x](y) <b>'), sayIn('en'));
    const outsideCode = text.replace(/`[^`]*`/g, '');
    expect(outsideCode).not.toMatch(/(?<!\\)@|(?<!\\):\/\/evil|(?<!\\)!\\?\[|(?<!\\)</);
  });
});

it('tells the same counts in every output', () => {
  const three = reportAbout({ buckets: [original, copy, { ...copy, name: 'second' }, figures] });
  const total = three.judgement.findings.filter(({ verdict }) => verdict === 'deny').length;
  expect(renderTerminal(three, sayIn('en'), { colour: false })).toContain(`${total} deviations`);
  expect(renderMarkdown(three, sayIn('en'))).toContain(`## ${total} deviations`);
  expect(renderHtml(three, sayIn('en'))).toContain(`${total} deviations`);
});
