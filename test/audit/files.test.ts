import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { classify as look } from '../../classifiers/index.ts';
import type { CollectionTrailer, Observation } from '../../estate/index.ts';
import type { Classify } from '../../audit/index.ts';
import { allLines, scopeOf } from './support.ts';

const classify: Classify = (bytes, { extension, signal }) =>
  look(bytes, { extension, signal, budget: { bytes: 1e6, ms: 5000 }, clock: () => performance.now() });
const people = 'nom;courriel\nMartin;claire.martin@exemple.fr\nDurand;paul.durand@exemple.fr\n';

function folder(): string {
  const root = mkdtempSync(join(tmpdir(), 'cloison-files-'));
  mkdirSync(join(root, 'hr', 'deep'), { recursive: true });
  writeFileSync(join(root, 'hr', 'deep', 'staff.csv'), people);
  writeFileSync(join(root, 'counts.csv'), 'day;people\nmonday;12\ntuesday;17\n');
  return root;
}
const facts = (lines: readonly object[]) => lines.slice(1, -1) as Observation[];

describe('a folder of this machine', () => {
  test('what is declared is told for itself, the rest as the root', async () => {
    const lines = await allLines([scopeOf('desk', { files: folder() }, ['file://desk/hr', 'file://desk/gone'])], {
      classify,
    });
    const said = facts(lines).map(({ subject, fact, state, value }) => [subject, fact, state, value]);
    expect(said).toEqual([
      ['file://desk', 'exists', 'value', {}],
      ['file://desk', 'objects', 'value', { count: 1, bytes: 32, sampled: 1, complete: true }],
      ['file://desk', 'labels', 'value', { labels: [], columns: 2, values: 4, fullPass: true }],
      ['file://desk/gone', 'exists', 'absent', undefined],
      ['file://desk/hr', 'exists', 'value', {}],
      ['file://desk/hr', 'objects', 'value', { count: 1, bytes: people.length, sampled: 1, complete: true }],
      ['file://desk/hr', 'labels', 'value', expect.objectContaining({ fullPass: true })],
    ]);
    expect(JSON.stringify(said)).toMatch(/email/i);
    expect(JSON.stringify(lines)).not.toMatch(/martin|staff|exemple/i);
  });

  test('a link is not followed and is counted; a folder that is not there is not reached', async () => {
    const root = folder();
    symlinkSync('/etc', join(root, 'way-out'));
    const lines = await allLines([scopeOf('desk', { files: root }), scopeOf('no', { files: join(root, 'nowhere') })], {
      classify,
    });
    const { coverage } = lines.at(-1) as CollectionTrailer;
    expect(coverage).toMatchObject([
      { place: 'desk', reached: true, skipped: 1 },
      { place: 'no', reached: false, reason: 'unreachable' },
    ]);
    expect(facts(lines).find(({ fact }) => fact === 'objects')?.value).toMatchObject({ count: 2 });
  });

  test.each<[string, (root: string) => void]>([
    ['a link to a folder', (root) => symlinkSync('/etc', join(root, 'hr', 'out'))],
    ['a link to a file', (root) => symlinkSync('/etc/hostname', join(root, 'hr', 'deep', 'out.csv'))],
    ['a pipe', (root) => execFileSync('mkfifo', [join(root, 'hr', 'pipe')])],
  ])('what holds %s was not read whole, what lies beside it was', async (_, put) => {
    const root = folder();
    put(root);
    const lines = await allLines([scopeOf('desk', { files: root }, ['file://desk/hr'])], { classify });
    const whole = facts(lines).flatMap(({ subject, fact, value }) =>
      fact === 'objects' || fact === 'labels' ? [{ subject, ...(value as object) }] : [],
    );
    expect(whole).toMatchObject([
      { subject: 'file://desk', complete: true },
      { subject: 'file://desk', fullPass: true },
      { subject: 'file://desk/hr', count: 1, complete: false },
      { subject: 'file://desk/hr', fullPass: false },
    ]);
  });

  test('what is declared behind a link is unknown, never absent, and a root that holds nothing but a link is told', async () => {
    const root = mkdtempSync(join(tmpdir(), 'cloison-files-'));
    symlinkSync('/etc', join(root, 'hr'));
    const inside = ['file://desk/hr/staff', 'file://desk/other'];
    const lines = await allLines([scopeOf('desk', { files: root }, inside)], { classify });
    expect(facts(lines).map(({ subject, fact, state, origin }) => [subject, fact, state, origin.code])).toEqual([
      ['file://desk', 'exists', 'value', undefined],
      ['file://desk', 'objects', 'value', undefined],
      ['file://desk', 'labels', 'value', undefined],
      ['file://desk/hr/staff', 'exists', 'unknown', 'link'],
      ['file://desk/other', 'exists', 'absent', 'no-file'],
    ]);
    expect(facts(lines)[2]?.value).toMatchObject({ fullPass: false });
  });

  test('content that is cut, not classified, or broken in reading is never a full pass', async () => {
    const scope = scopeOf('desk', { files: folder() });
    const labels = async (more: object) => facts(await allLines([scope], more)).find(({ fact }) => fact === 'labels');
    expect((await labels({ classify, budget: { objectBytes: 10 } }))?.value).toMatchObject({ fullPass: false });
    expect((await labels({ classify, budget: { sampledObjects: 1 } }))?.value).toMatchObject({ fullPass: false });
    expect(await labels({})).toMatchObject({ state: 'unknown', origin: { code: 'no-classifier' } });
    let calls = 0;
    const breaks: Classify = (bytes, about) =>
      (calls += 1) === 1 ? Promise.reject(new Error('broken')) : classify(bytes, about);
    expect((await labels({ classify: breaks }))?.value).toMatchObject({ fullPass: false });
    expect(await labels({ classify: () => Promise.reject(new Error('broken')) })).toMatchObject({ state: 'denied' });
  });

  test('a name on which a recognizer fires is masked', async () => {
    const mask = (name: string) => (name.includes('@') ? '‹email›#1' : name);
    const root = folder();
    mkdirSync(join(root, 'claire.martin@exemple.fr'));
    writeFileSync(join(root, 'claire.martin@exemple.fr', 'a.txt'), 'x');
    const lines = await allLines([scopeOf('desk', { files: root }, ['file://desk/claire.martin%40exemple.fr'])], {
      classify,
      mask,
    });
    expect(facts(lines).map(({ subject }) => subject)).toContain('file://desk/%E2%80%B9email%E2%80%BA%231');
    expect(JSON.stringify(lines)).not.toContain('martin');
  });
});
