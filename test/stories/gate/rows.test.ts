/** Rows of the peer's table that no other test of the gate shows by name. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GateDocument } from '../../../cli/gate/outputs/json.ts';
import { bad, estateAt, gate, good, planAt, preview, type Bucket } from '../../cli/gate/world.ts';
import { estate as twoSided, terraform } from './plans.ts';

const estate = estateAt();
const plan = planAt(preview([bad]));

describe('row 14: the format is found in the content, whatever writes it', () => {
  const text = preview([bad]);
  it.each([
    ['a mark of bytes', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16, as a shell of Windows redirects it', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16, the other way round', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ])('%s', async (_, bytes) => {
    expect((await gate([planAt(bytes, 'preview.out'), '--estate', estate])).code).toBe(1);
    const stdin = (async function* once() {
      yield bytes;
    })();
    expect((await gate(['-', '--estate', estate], { stdin })).code).toBe(1);
  });
});

it('row 16: what is malformed is 2, what is empty is 3, and they say different things', async () => {
  for (const text of ['null', '"x"', '[]', '{"resource_changes":"oops"}', '{"resource_changes":[null,1]}']) {
    const { code, out, err } = await gate([planAt(text), '--estate', estate]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('plan.json');
  }
  const empty = await gate([planAt(terraform([])), '--estate', twoSided]);
  expect(empty.code).toBe(3);
  expect(empty.out).toContain('the input holds no resource');
});

describe('rows 17 to 20: exceptions', () => {
  const written = (line: string) => `waivers:\n${line}documents:\n`;
  const line = (more: Readonly<Record<string, string>> = {}) => {
    const fields = {
      id: 'W-1',
      control: 'residency/personal-data-stays-in-the-eea',
      subject: '"store://store-paris/health-file"',
      reason: 'migration',
      owner: 'role:lead',
      from: '2026-05-01',
      until: '2026-06-30',
      signed: '[waivers/a.dsse.json]',
      ...more,
    };
    const text = Object.entries(fields).map(([key, value]) => `${key}: ${value}`);
    return `  - { ${text.join(', ')} }\n`;
  };
  const judged = (lines: string) => gate([plan, '--estate', estateAt(['documents:\n', written(lines)])]);

  it('17: what a finding prints to paste is taken as it is, and names the control as the report does', async () => {
    const { out } = await gate([plan, '--estate', estate]);
    const stub = out
      .split('\n')
      .filter((row) => /^(?: {2}- id: | {4}\w+:| {6,8}- | {6}\w+:)/.test(row))
      .join('\n');
    const [, control] = /control: (\S+)/.exec(stub)!;
    expect(out.slice(0, out.indexOf('Exceptions to paste'))).toContain(control);
    const filled = stub
      .replaceAll('<why>', 'a reason')
      .replaceAll('role:<who asks>', 'role:lead')
      .replaceAll('<last day>', '2026-06-20');
    expect(filled).not.toMatch(/<\w/);
    const pasted = await judged(`${filled}\n`);
    // Nobody signed it: it is read, it excuses nothing, and its state is said.
    expect(pasted.code).toBe(1);
    expect(pasted.out).toContain(
      `${control} on store://store-paris/health-file, until 2026-06-20; without a decision that counts`,
    );
  });

  it.each([
    ['18: a wildcard', line({ subject: '"*"' }), /holds a wildcard in its subject/],
    ['18: the same twice', `${line()}${line()}`, /is already written/],
    ['18: no subject', line().replace(/subject: "[^"]*", /, ''), /“subject” is missing/],
    ['18: a day that is none', line({ until: '31/12/2027' }), /until/],
    ['20: a key that is misspelt', line().replace('owner', 'ownr'), /Did you mean “owner”\?/],
  ])('%s is 2 with its line, before the input is read', async (_, lines, sentence) => {
    const { code, out, err } = await judged(lines);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/estate\.yaml:5[12]:\d+ error \/waivers\/\d/);
    expect(err).toMatch(sentence);
  });

  it.each([
    ['that meets a finding', plan, 1],
    ['that meets none', planAt(preview([good])), 0],
  ])('19: one %s is printed with its state', async (_, input, expected) => {
    const { code, out } = await gate([input, '--estate', estateAt(['documents:\n', written(line())])]);
    expect(code).toBe(expected);
    expect(out).toContain(
      '  · W-1: residency/personal-data-stays-in-the-eea on store://store-paris/health-file, until 2026-06-30',
    );
  });
});

describe('row 32: the line of whoever wrote it, or none', () => {
  const positionOf = async (text: string) => {
    const { out } = await gate([planAt(text), '--estate', estate, '--json']);
    return (JSON.parse(out) as GateDocument).findings.map(({ position }) => position);
  };
  it('of a program, of a manifest, and none of a plan that holds none', async () => {
    const placed = JSON.parse(preview([bad])) as { steps: { newState: object }[] };
    placed.steps[1]!.newState = { ...placed.steps[1]!.newState, sourcePosition: 'project:///src/stores.ts#17,3' };
    expect(await positionOf(JSON.stringify(placed))).toContainEqual({ file: 'src/stores.ts', line: 17, column: 3 });
    const absolute = JSON.stringify(placed).replace('project:///src', 'file:///srv/somebody/src');
    expect(JSON.stringify(await positionOf(absolute))).not.toContain('somebody');
    const claim = '---\n# first\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: a }\n';
    expect(await positionOf(claim)).toContainEqual(expect.objectContaining({ file: 'plan.json', line: 3 }));
    expect(await positionOf(preview([bad]))).toEqual([undefined, undefined]);
  });
});

it('row 40: one that is wrong among many that are right decides, wherever it stands and however many there are', async () => {
  const fine = (at: number): Bucket => ({ name: `b-${at}`, region: 'eu-private', dataset: 'staffing-figures' });
  const wrongs: readonly (readonly [Partial<Bucket>, number])[] = [
    [{ region: 'far-away' }, 1],
    [{ region: undefined }, 3],
    // The estate says another region of that endpoint: one of the two is wrong.
    [{ region: 'mars-1' }, 1],
    [{ dataset: 'nobody-knows' }, 3],
    [{ dataset: 'health-file', acl: 'public-read' }, 1],
  ];
  const wrong = fc.integer({ min: 0, max: wrongs.length - 1 });
  const drawn = fc.record({ count: fc.integer({ min: 1, max: 9 }), at: fc.nat(), wrong });
  await fc.assert(
    fc.asyncProperty(drawn, async ({ count, at, wrong: which }) => {
      const [change, expected] = wrongs[which]!;
      const all = Array.from({ length: count }, (_, each) => fine(each));
      const here = at % count;
      const { code, out } = await gate([
        planAt(preview(all.with(here, { ...all[here]!, ...change }))),
        '--estate',
        estate,
        '--json',
      ]);
      expect(code).toBe(expected);
      const { findings } = JSON.parse(out) as GateDocument;
      expect(new Set(findings.map(({ resource }) => resource?.address.split('::').at(-1)))).toEqual(
        new Set([`b-${here}`]),
      );
    }),
    { numRuns: 25 },
  );
});
