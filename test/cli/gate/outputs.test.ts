import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { rendered, type GateFormat, type Rendering } from '../../../cli/gate/rendering.ts';
import type { GateFinding, GateReport } from '../../../cli/gate/report.ts';
import { hostileNames, unseenRaw } from '../report/hostile.ts';
import { findingOf, reportOf, rowOf, unknownOf } from './fixture.ts';

const how: Rendering = {
  language: 'en',
  width: undefined,
  colour: false,
  profile: 'github',
  token: 'f00d'.repeat(8),
  words: [],
};
const made = (report: GateReport, format: GateFormat, changes: Partial<Rendering> = {}) =>
  rendered(report, format, { ...how, ...changes });

interface Located {
  readonly physicalLocation?: { readonly artifactLocation: { readonly uri: string }; readonly region: object };
}
interface Sarif {
  readonly runs: readonly {
    readonly automationDetails: { readonly id: string };
    readonly tool: { readonly driver: { readonly rules: readonly { id: string; help: { text: string } }[] } };
    readonly invocations: readonly { readonly executionSuccessful: boolean; readonly exitCode: number }[];
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly message: { readonly text: string };
      readonly locations?: readonly Located[];
      readonly partialFingerprints: Readonly<Record<string, string>>;
      readonly suppressions?: readonly { readonly justification: string }[];
      readonly properties: { readonly findings: number };
    }[];
  }[];
}

const schemaPath = join(import.meta.dirname, 'fixtures/sarif-2.1.0.errata01.draft07.json');
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
const isSarif = ajv.compile(JSON.parse(readFileSync(schemaPath, 'utf8')) as object);

function sarif(report: GateReport, changes: Partial<Rendering> = {}): Sarif['runs'][number] {
  const document = JSON.parse(made(report, 'sarif', changes)) as Sarif;
  expect(isSarif(document), JSON.stringify(isSarif.errors?.slice(0, 3))).toBe(true);
  return document.runs[0]!;
}

const many = (count: number, of: (at: number) => Partial<GateFinding>): GateFinding[] =>
  Array.from({ length: count }, (_, at) => findingOf({ subject: `store://oss-public/b-${at}`, ...of(at) }));

describe('SARIF', () => {
  const waived = findingOf({ subject: 'store://oss-public/old', waiver: 'W-1' });
  const known = findingOf({ subject: 'store://oss-public/older', known: true });
  const both = reportOf({
    findings: [findingOf(), unknownOf(), waived, known],
    waivers: [
      {
        id: 'W-1',
        control: waived.control,
        subject: waived.subject,
        until: '2026-08-31',
        opinion: 'favourable',
        applied: true,
        state: 'applied',
      },
    ],
  });

  it('leaves out for GitHub what is excused, for its alerts know no suppression', () => {
    const { results, automationDetails, tool } = sarif(both);
    expect(results).toHaveLength(2);
    expect(results.every(({ suppressions }) => suppressions === undefined)).toBe(true);
    expect(automationDetails.id).toBe('cloison-gate/prod/');
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]!.id).toBe(ruleId);
  });

  it('carries everything in the full profile, with why it is excused', () => {
    const { results } = sarif(both, { profile: 'full' });
    expect(results.map(({ suppressions }) => suppressions?.length)).toEqual([0, 0, 1, 1]);
    expect(results[2]!.suppressions![0]!.justification).toContain('W-1');
  });

  it('points at the line of the resource, else of the dataset, else of the estate for GitHub, else nowhere', () => {
    const bare = findingOf();
    const { position: _, ...unplaced } = bare;
    const declared = { ...unplaced, declaredAt: { file: 'estate.yaml', line: 40, column: 3 } };
    const uri = (finding: GateFinding, profile: Rendering['profile']) =>
      sarif(reportOf({ findings: [finding] }), { profile }).results[0]!.locations![0]!.physicalLocation
        ?.artifactLocation.uri;
    expect(uri(bare, 'github')).toBe('infra/main.tf');
    expect(uri(declared, 'full')).toBe('estate.yaml');
    expect(uri(unplaced, 'github')).toBe('estate.yaml');
    expect(uri(unplaced, 'full')).toBeUndefined();
  });

  it('keeps fingerprints apart from lines and order', () => {
    const prints = (findings: GateFinding[]) =>
      sarif(reportOf({ findings })).results.map((each) => each.partialFingerprints['primaryLocationLineHash']);
    const [one, other] = [findingOf(), unknownOf()];
    const moved = { ...one, position: { file: 'infra/main.tf', line: 400 } };
    expect(prints([moved, other])).toEqual(prints([one, other]));
    expect(new Set(prints([other, one]))).toEqual(new Set(prints([one, other])));
    expect(prints([one])[0]).toMatch(/^[0-9a-f]{16}:1$/);
  });

  it.each([
    [5000, 5000],
    [5001, 2],
    [25_001, 2],
  ])('tells %i findings as %i results, and none is lost', (count, results) => {
    const findings = many(count, (at) => ({ dataset: at % 2 === 0 ? 'results' : 'staffing-figures' }));
    const run = sarif(reportOf({ findings }));
    expect(run.results).toHaveLength(results);
    expect(run.results.reduce((sum, { properties }) => sum + properties.findings, 0)).toBe(count);
    if (results === 2) expect(run.results[0]!.message.text).toMatch(/told together\)$/);
  });

  it('tells 25,001 findings of as many datasets by control, still none lost', () => {
    const run = sarif(reportOf({ findings: many(25_001, (at) => ({ dataset: `d-${at}` })) }));
    expect(run.results).toHaveLength(1);
    expect(run.results[0]!.properties.findings).toBe(25_001);
    expect(sarif(reportOf({ findings: many(5001, () => ({})) }), { profile: 'full' }).results).toHaveLength(5001);
  });

  it('keeps every text within what GitHub takes, and the exit code', () => {
    const long = findingOf({ subject: `store://oss-public/${'b'.repeat(3000)}` });
    const { results, tool, invocations } = sarif(reportOf({ findings: [long] }));
    expect(results[0]!.message.text.length).toBeLessThanOrEqual(1024);
    for (const { help } of tool.driver.rules) expect(help.text.length).toBeLessThanOrEqual(1024);
    expect(invocations[0]).toMatchObject({ exitCode: 1, executionSuccessful: true });
  });
});

describe('JUnit', () => {
  function parsed(text: string) {
    const tags: { name: string; attributes: Record<string, string> }[] = [];
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name, attributes }) => tags.push({ name, attributes: attributes }));
    parser.write(text).close();
    return tags;
  }
  const names = (tags: ReturnType<typeof parsed>, name: string) => tags.filter((tag) => tag.name === name);

  it('fails for a deviation, errs for an unknown, skips what is excused, and counts itself', () => {
    const findings = [findingOf(), unknownOf(), findingOf({ subject: 'store://p/known', known: true })];
    const rows = [rowOf(), rowOf({ outcome: 'not-understood', reason: 'type-unknown', type: 'aws_new_thing' })];
    const tags = parsed(made(reportOf({ findings, rows }), 'junit'));
    expect(names(tags, 'failure')).toHaveLength(1);
    expect(names(tags, 'error')).toHaveLength(2);
    expect(names(tags, 'skipped')).toHaveLength(1);
    const cases = names(tags, 'testcase').length;
    expect(tags[0]!.attributes).toMatchObject({ tests: String(cases), failures: '1', errors: '2', skipped: '1' });
  });

  it('names what it let pass', () => {
    const decisions = [{ ...findingOf(), verdict: 'allow' as const }];
    const tags = parsed(made(reportOf({ decisions }), 'junit'));
    expect(names(tags, 'testcase')[0]!.attributes['name']).toBe('store://oss-public/fan-photos');
  });

  it('stays well-formed whatever a resource is called', () => {
    const findings = hostileNames.map((address) =>
      findingOf({
        subject: `store://p/${encodeURIComponent(address.toWellFormed())}`,
        resource: { input: 'p', address, type: 't' },
      }),
    );
    const tags = parsed(made(reportOf({ findings }), 'junit'));
    expect(names(tags, 'failure')).toHaveLength(hostileNames.length);
  });
});

describe('Code Quality', () => {
  interface Issue {
    readonly check_name: string;
    readonly description: string;
    readonly fingerprint: string;
    readonly severity: string;
    readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
  }
  const issues = (report: GateReport) => JSON.parse(made(report, 'codequality')) as Issue[];
  const isIssue = new Ajv().compile({
    type: 'array',
    items: {
      type: 'object',
      required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
      properties: {
        description: { type: 'string', minLength: 1 },
        check_name: { type: 'string', minLength: 1 },
        fingerprint: { type: 'string', minLength: 1 },
        severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
        location: {
          type: 'object',
          required: ['path', 'lines'],
          properties: {
            path: { type: 'string', pattern: '^(?!\\./|/).+' },
            lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
          },
        },
      },
    },
  });

  it('is an array of issues, each with a fingerprint of its own, and says what was not understood', () => {
    const { position: _, ...unplaced } = unknownOf();
    const findings = [findingOf(), unplaced, findingOf({ subject: 'store://p/known', known: true })];
    const rows = [rowOf(), rowOf({ outcome: 'not-understood', reason: 'type-unknown', type: 'aws_new_thing' })];
    const shorts = [{ input: 'plan.json', code: 'errored', values: {} }];
    const told = issues(reportOf({ findings, rows, shorts }));
    expect(isIssue(told), JSON.stringify(isIssue.errors)).toBe(true);
    expect(told.map(({ check_name }) => check_name)).toEqual([
      'residency/personal-data-stays-in-the-eea',
      'residency/region-is-known',
      'gate/incomplete',
      'gate/not-understood',
    ]);
    expect(new Set(told.map(({ fingerprint }) => fingerprint)).size).toBe(told.length);
    expect(told[1]!.location).toEqual({ path: 'plan.json', lines: { begin: 1 } });
  });
});

describe('hostile names', () => {
  const token = how.token;
  const reports = hostileNames.map((name) => {
    const resource = { input: name, address: name, type: name };
    return reportOf({
      findings: [findingOf({ resource, dataset: name, position: { file: name, line: 3 } }), unknownOf({ resource })],
      rows: [rowOf({ address: name, type: name, outcome: 'not-understood', reason: name })],
      shorts: [{ input: name, code: name, values: { name } }],
      movements: [
        { subject: 'store://p/b', address: name, kind: 'replace', from: { region: name }, to: { provider: name } },
      ],
      packs: [{ input: name, name, version: name }],
      freezes: [{ freeze: { from: '2026-05-01', to: '2026-07-01', scope: name, lane: [name] }, changes: 1 }],
    });
  });
  const formats: GateFormat[] = ['terminal', 'json', 'sarif', 'junit', 'codequality', 'markdown', 'github'];

  it.each(formats)('reach nobody raw in %s', (format) => {
    for (const report of reports) expect(made(report, format)).not.toMatch(unseenRaw);
  });

  it('give the runner no command', () => {
    for (const report of reports) {
      const rows = made(report, 'github').trimEnd().split('\n');
      const start = rows.indexOf(`::stop-commands::${token}`);
      expect(start).toBeGreaterThan(0);
      expect(rows.at(-1)).toBe(`::${token}::`);
      for (const row of rows.slice(0, start)) {
        expect(row).toMatch(/^::(?:error|warning|notice) [^\n]*$/);
        // Properties end at the first `::`; a name must not end them earlier.
        const properties = row.slice(2).split('::')[0]!;
        expect(properties).toMatch(/^(?:error|warning|notice) (?:(?:file|line|col|title)=[^:,]*,?)+$/);
      }
    }
  });

  it('are no markup in a comment', () => {
    for (const report of reports) {
      const text = made(report, 'markdown');
      const bare = text
        .replace('<!-- cloison gate -->', '')
        .replaceAll(/`[^`\n]*`/g, '')
        .replaceAll(/^ {4}.*$/gm, '');
      expect(bare).not.toMatch(/(?<!\\)<|(?<!\\)!\[|(?<!\\)\]\(|(?<![\\\w])@\w|https?:\/\//);
    }
  });
});

describe('annotations', () => {
  it('stay within ten errors, and count the rest', () => {
    const rows = made(reportOf({ findings: many(40, () => ({})) }), 'github').split('\n');
    expect(rows.filter((row) => row.startsWith('::error'))).toHaveLength(10);
    expect(rows[8]).toBe('::error title=cloison gate::32 more');
    expect(rows[0]).toContain('file=infra/main.tf,line=12,col=3,title=Personal data stays in the EEA::');
  });
});

describe('a comment', () => {
  it('is found again by its first line, begins with the verdict, and never outgrows what a comment may hold', () => {
    const findings = many(3000, (at) => ({
      control: 'residency/personal-data-stays-in-the-eea',
      reasons: [{ code: `outside`, values: { country: 'SG' } }],
      subject: `store://oss-public/${'x'.repeat(900)}-${at}`,
      resource: { input: 'p', address: `${'y'.repeat(9000)}-${at}`, type: 't' },
    }));
    const text = made(reportOf({ findings }), 'markdown');
    expect(text.split('\n')[0]).toBe('<!-- cloison gate -->');
    expect(text.split('\n')[2]).toMatch(/^\*\*Refused: 3,000 deviations/);
    expect(text.length).toBeLessThan(65_536);
  });

  it('says what it left out for length', () => {
    const rows = Array.from({ length: 40 }, (_, at) =>
      rowOf({ outcome: 'not-understood', type: `t${at}${'z'.repeat(5000)}`, reason: 'type-unknown' }),
    );
    expect(made(reportOf({ rows }), 'markdown')).toMatch(/left out here for length/);
  });
});
