import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { folder } from '../support.ts';
import { hostileNames, unseenRaw } from '../report/hostile.ts';
import { estateAt, gate, good, planAt, preview } from './world.ts';

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
const schemaPath = join(import.meta.dirname, 'fixtures/sarif-2.1.0.errata01.draft07.json');
const isSarif = ajv.compile(JSON.parse(readFileSync(schemaPath, 'utf8')) as object);

interface Sarif {
  readonly runs: readonly {
    readonly automationDetails: { readonly id: string };
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly exitCode: number;
      readonly toolExecutionNotifications: readonly { level: string; message: { text: string } }[];
    }[];
    readonly results: readonly object[];
  }[];
}

function sarif(text: string): Sarif['runs'][number] {
  const document = JSON.parse(text) as Sarif;
  expect(isSarif(document), JSON.stringify(isSarif.errors?.slice(0, 3))).toBe(true);
  return document.runs[0]!;
}

function errorsIn(xml: string): string[] {
  const [parser, messages]: [SaxesParser, string[]] = [new SaxesParser(), []];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'error') messages.push(String((attributes as Record<string, string>)['message']));
  });
  parser.write(xml).close();
  return messages;
}

const estate = estateAt();
const plan = planAt(preview([good]));
const torn = planAt('{"steps": [{"op": "create", "urn": 5', 'torn.json');

/** A run that passes writes the file, then one that cannot judge writes over it. */
async function over(format: string, words: readonly string[]) {
  const out = join(folder(), `gate.${format}`);
  expect((await gate([plan, '--estate', estate, '--format', format, '--out', out])).code).toBe(0);
  const before = readFileSync(out, 'utf8');
  const ran = await gate([...words, '--format', format, '--out', out]);
  const text = readFileSync(out, 'utf8');
  expect(text).not.toBe(before);
  return { ...ran, text, before, out };
}

describe('a run that judges nothing leaves no file of the run before', () => {
  const causes: readonly (readonly [string, readonly string[]])[] = [
    ['a torn plan', [torn, '--estate', estate]],
    ['a plan that is not there', ['nowhere.json', '--estate', estate]],
    ['an estate that is not there', [plan, '--estate', 'nowhere']],
    ['a wish that cannot be met', [plan, '--estate', estate, '--place', 'nowhere']],
    ['a key that is not there', [plan, '--estate', estate, '--seal', join(folder(), 'd'), '--key', 'nowhere.pem']],
  ];

  it.each(causes)('SARIF of %s: valid, not successful, every problem a notification, no result', async (_, words) => {
    const { text, code, before, err } = await over('sarif', words);
    const { invocations, results, automationDetails } = sarif(text);
    const [{ executionSuccessful, exitCode, toolExecutionNotifications }] = invocations as [
      Sarif['runs'][0]['invocations'][0],
    ];
    expect([code, executionSuccessful, exitCode]).toEqual([2, false, 2]);
    expect(toolExecutionNotifications.length).toBeGreaterThan(0);
    for (const { level, message } of toolExecutionNotifications) {
      expect(level).toBe('error');
      expect(err.replaceAll(/\s+/g, ' ')).toContain(message.text.slice(0, 30));
    }
    // Without results under the category of the gate, every alert that stands open there would be closed.
    expect(results).toEqual([]);
    expect(automationDetails.id).not.toBe(sarif(before).automationDetails.id);
  });

  it.each(causes)('JUnit of %s: one error each, and it fails', async (_, words) => {
    const { text } = await over('junit', words);
    expect(errorsIn(text).length).toBeGreaterThan(0);
    expect(text).toMatch(/<testsuites name="cloison gate" tests="(\d+)" failures="0" errors="\1" skipped="0">/);
  });

  it.each(causes)('Code Quality of %s: one blocker each, with a path', async (_, words) => {
    const issues = JSON.parse((await over('codequality', words)).text) as Record<string, unknown>[];
    expect(issues.length).toBeGreaterThan(0);
    for (const issue of issues)
      expect(issue).toMatchObject({
        check_name: 'gate/refused',
        severity: 'blocker',
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        location: { path: expect.stringMatching(/./) as string, lines: { begin: expect.any(Number) as number } },
      });
  });

  it('JSON: another version than a report’s, and the next report takes its place', async () => {
    const { text, out } = await over('json', causes[0]![1]);
    expect(JSON.parse(text)).toMatchObject({ version: 'cloison/gate-refused/v1', exitCode: 2 });
    expect((await gate([plan, '--estate', estate, '--format', 'json', '--out', out])).code).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('"version": "cloison/gate/v1"');
  });

  it.each(['sarif', 'junit', 'codequality'])(
    '%s on a pipe is whole too, and the sentences are on the other',
    async (format) => {
      const { out, err, code } = await gate([torn, '--estate', estate, '--format', format]);
      if (format === 'junit') expect(errorsIn(out)).toHaveLength(1);
      else expect(() => JSON.parse(out) as unknown).not.toThrow();
      expect(err).not.toBe('');
      expect(code).toBe(2);
    },
  );

  it.each(causes)('Markdown of %s: every problem, under the mark of the comment before', async (_, words) => {
    const { text } = await over('markdown', words);
    expect(text).toMatch(/^<!-- cloison gate -->\n\n\*\*exit 2,[^]*\n- ❌ /);
  });

  it('the summary of a step of GitHub says so too', async () => {
    const summary = join(folder(), 'summary.md');
    const env = { GITHUB_STEP_SUMMARY: summary };
    expect((await gate([torn, '--estate', estate, '--format', 'github'], { env })).code).toBe(2);
    expect(readFileSync(summary, 'utf8')).toContain('torn.json:1');
  });

  it('names where it is', async () => {
    const { text } = await over('codequality', [torn, '--estate', estate]);
    expect(JSON.parse(text)).toMatchObject([{ location: { path: 'torn.json', lines: { begin: 1 } } }]);
  });

  it('holds no raw control character, whatever the file is called', async () => {
    for (const [at, name] of hostileNames.entries()) {
      if (/[/\0]/.test(name) || Buffer.byteLength(name) > 200 || !name.isWellFormed()) continue;
      const path = planAt('{', `${at}-${name}`);
      for (const format of ['sarif', 'junit', 'codequality', 'markdown'])
        expect((await gate([path, '--estate', estate, '--format', format])).out).not.toMatch(unseenRaw);
    }
  });

  it('leaves alone a file that is none of its own', async () => {
    const out = join(folder(), 'mine.txt');
    writeFileSync(out, 'mine');
    expect((await gate([torn, '--estate', estate, '--format', 'sarif', '--out', out])).code).toBe(2);
    expect(readFileSync(out, 'utf8')).toBe('mine');
    const fresh = join(folder(), 'fresh.sarif');
    await gate([torn, '--estate', estate, '--format', 'terminal', '--out', fresh]);
    expect(existsSync(fresh)).toBe(false);
  });
});
