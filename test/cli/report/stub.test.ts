import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderHtml } from '../../../cli/report/index.ts';
import { brief, mutated, read } from '../../estate/sample.ts';
import { reportAbout, sayIn } from './fixture.ts';

const plain = (markup: string) =>
  markup.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'");

it.each(['en', 'fr'] as const)('an exception pasted from the page as it stands is not filled in, in %s', (language) => {
  const page = renderHtml(reportAbout(), sayIn(language));
  const [, text] = /<pre>(waivers:\n[^]*?)<\/pre>/.exec(page)!;
  const stub = plain(text!);
  const { waivers } = parse(stub) as { waivers: { reason: string; owner: string }[] };
  expect(waivers[0]!.owner).toMatch(/^role:<.+>$/);
  const [first] = stub.replace('waivers:\n', '').split(/^(?= {2}- id: )/m);
  const { problems } = read({ 'estate.yaml': mutated('waivers:\n', `waivers:\n${first}`) });
  const unfilled = problems.filter(({ code }) => code === 'not-filled-in');
  expect(brief(unfilled).map((each) => each.split('/').at(-1))).toEqual(['owner']);
});
