/** Bad input at the door of the gate: one clear error with its place and 2, or undecided and 3. All constructed but the cut one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostileNames, unseenRaw } from '../../cli/report/hostile.ts';
import { preview, type Bucket } from '../../cli/gate/world.ts';
import { judge, shown, terraform } from './plans.ts';

const good: Bucket = { name: 'staffing-figures', region: 'eu-private' };
const digest = preview([good]);
const plan = terraform([{ type: 'scaleway_object_bucket', name: 'a', after: { name: 'a', region: 'fr-par' } }]);
const claim = (more = '') => `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: a\n${more}`;
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const bomb = `${claim()}a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 9 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array.from({ length: 10 }, () => `*a${at}`).join(', ')}]\n`).join('')}`;
const real = readFileSync(join(import.meta.dirname, '../../audit/plan/fixtures/terraform/real-create.json'), 'utf8');
const having = (text: string, more: string) => text.replace(/^\{/, `{${more},`);

describe('2: one error, with its line and column, and what to do', () => {
  it.each<[what: string, input: string | Uint8Array, place: string, sentence: RegExp]>([
    ['a plan that Terraform wrote, cut', real.slice(0, 3000), '1:3001', /breaks off here/],
    ['a preview, cut', digest.slice(0, -9), `1:${digest.length - 8}`, /breaks off here/],
    ['a key twice', having(plan, '"format_version":"1.2"'), '1:25', /stands twice/],
    ['a key twice, in YAML', claim('spec:\n  x: 1\n  x: 2\n'), '7:3', /twice/],
    ['__proto__', having(plan, '"__proto__":{"errored":false}'), '1:2', /would change every object/],
    ['__proto__, in YAML', claim('spec:\n  __proto__: {x: 1}\n'), '6:3', /every object/],
    ['200 levels', having(plan, `"variables":${deep(200)}`), '1:142', /nested too deeply/],
    ['200 levels, in YAML', claim(`x: ${deep(200)}\n`), '5:131', /nested too deeply|deep/],
    ['a bomb of aliases', bomb, '9:46', /alias|stand for/],
    ['a tab', claim('spec:\n\tx: 1\n'), '6:1', /tab/],
    ['a version of tomorrow', having(plan.replace('"1.2"', '"2.0"'), '"a":1'), '1:25', /version|format/],
    ['an export of tomorrow', '{"version":9,"deployment":{"resources":[]}}', '1:12', /version/],
    ['an export without a version', '{"deployment":{"resources":[]}}', '0:0', /version/],
    ['nothing', '', '0:0', /empty/],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xd8, 0xfe]), '0:0', /binary|text/],
    [
      'the binary plan of Terraform',
      Buffer.from('PK\u0003\u0004\u0014'),
      '0:0',
      /packed file, such as Terraform’s own binary plan/,
    ],
    ['a scalar', 'null', '0:0', /plan/],
    ['another document', '{"name":"x"}', '0:0', /plan/],
  ])('%s', async (_, input, place, sentence) => {
    const { code, out, err } = await shown(input);
    expect([code, out]).toEqual([2, '']);
    const errors = err.match(/^plan\.json(?::\d+:\d+)? error.*\n {2}.*$/gm) ?? [];
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(sentence);
    expect(
      errors[0]!.startsWith(place === '0:0' ? 'plan.json error' : `plan.json:${place} error`) ? place : errors[0],
    ).toBe(place);
    expect(err).toMatch(/^ {2}→ /m);
    expect(err).not.toMatch(/\.ts:\d|at .*\(|undefined|\[problem/);
  });
});

describe('3: read as far as it goes, and never a pass', () => {
  const steps = (JSON.parse(digest) as { steps: object[] }).steps;
  const log = (...events: object[]) =>
    events.map((event, sequence) => JSON.stringify({ sequence, timestamp: 1, ...event })).join('\n');
  const pre = (urn: string) => ({
    resourcePreEvent: {
      metadata: { op: 'same', urn, type: 'random:index/randomId:RandomId', old: {}, new: {} },
      planning: true,
    },
  });
  const urn = 'urn:pulumi:p::s::random:index/randomId:RandomId::a';
  it.each<[what: string, input: string, short: string]>([
    ['errored', having(plan, '"errored":true'), 'errored'],
    ['incomplete', having(plan, '"complete":false'), 'incomplete'],
    [
      'only diagnostics',
      JSON.stringify({ diagnostics: [{ severity: 'error', message: 'x' }], duration: 1 }),
      'diagnostics',
    ],
    [
      'fewer unchanged than counted',
      JSON.stringify({ steps, changeSummary: { create: 2, same: 7 } }),
      'sames-left-out',
    ],
    ['fewer created than counted', JSON.stringify({ steps, changeSummary: { create: 3 } }), 'counts-differ'],
    ['without a summary', JSON.stringify({ steps }), 'incomplete'],
    [
      'a failed operation',
      log({ resOpFailedEvent: pre(urn).resourcePreEvent }, { summaryEvent: { resourceChanges: {} } }),
      'operation-failed',
    ],
    ['a torn last line', `${log(pre(urn))}\n{"sequence":9,"timest`, 'torn'],
  ])('%s', async (_, input, short) => {
    const { code, told } = await judge(input);
    expect(code).toBe(3);
    expect(told.shorts.map(({ code: each }) => each)).toContain(short);
  });
});

/** What a browser may come to show as it is. */
const isMarkup: ReadonlySet<string> = new Set(['markdown', 'junit']);

describe('a hostile name', () => {
  const formats = ['terminal', 'json', 'sarif', 'junit', 'codequality', 'markdown', 'github'];
  it.each(formats)('reaches nobody through %s', async (format) => {
    const names = hostileNames.filter((name) => name.isWellFormed());
    const bad = names.map((name): Bucket => ({ name, region: 'far-away', dataset: 'health-file' }));
    const { code, out, err } = await shown(preview(bad), '--format', format);
    expect(code).toBe(1);
    const text = `${out}${err}`;
    // Our own signs are two characters, of which the second is not seen.
    const unseen = unseenRaw.exec(text.replaceAll(/[\u26a0\u2194]\ufe0f/g, ''));
    expect(unseen === null ? '' : text.slice(unseen.index - 40, unseen.index + 1)).toBe('');
    if (format !== 'github') expect(text).not.toMatch(/^(?:::|##\[)/m);
    // What stands in code is shown as it is, and is no markup.
    if (isMarkup.has(format)) expect(text.replaceAll(/(`+)[^`].*?\1(?!`)/g, '')).not.toMatch(/<\/?script|<img|<style/i);
    expect(text).not.toMatch(/^=cmd/m);
  });
});
