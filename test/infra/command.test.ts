import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { planWords } from '../../cli/plan/words.ts';
import { run } from '../cli/support.ts';

// Each plan starts a process of its own.
vi.setConfig({ testTimeout: 90_000 });

const project = (name: string) => join(import.meta.dirname, 'engine/programs', name);
const env = { PATH: process.env['PATH'] };
const folder = () => mkdtempSync(join(tmpdir(), 'cloison-plan-'));

describe('cloison plan', () => {
  it('says in both languages what a program would do, and writes a document that nobody else reads', async () => {
    const out = join(folder(), 'plan.json');
    const { code, out: said } = await run(
      ['plan', '--stack', 'whole', '--project', project('cases'), '--out', out, '--lang', 'fr'],
      { env },
    );
    expect([code, said.split('\n')[0]]).toEqual([
      0,
      'Pile whole de cases : 8 ressources à créer, aucune à changer, aucune à supprimer, aucune sans changement.',
    ]);
    expect(said).toContain('aws:s3/bucket:Bucket (5): first, fourth, second, third, inner');
    expect(said).not.toContain('open-sesame');
    const document = JSON.parse(readFileSync(out, 'utf8')) as { steps: unknown[] };
    expect(document.steps).toHaveLength(9);
    const again = await run(['plan', '--stack', 'whole', '--project', project('cases'), '--out', out], { env });
    expect([again.code, again.out.split('\n')[0]]).toEqual([
      0,
      'Stack whole of cases: 8 resources to create, none to change, none to delete, none unchanged.',
    ]);
  });

  it('is undecided where the program computed with what nobody knows', async () => {
    const { code, out } = await run(['plan', '--stack', 'plain', '--project', project('cases')], { env });
    expect(code).toBe(3);
    expect(out).toContain('may have taken another turn');
  });

  it.each([
    ['crashed', 'it broke in index.ts'],
    ['nowhere', 'has no stack “nowhere”'],
  ])('with no plan (%s): one sentence, exit 2, and nothing written', async (stack, sentence) => {
    const out = join(folder(), 'plan.json');
    const asked = ['plan', '--stack', stack, '--project', project('cases'), '--out', out];
    const ran = await run(asked, { env });
    expect([ran.code, ran.out, existsSync(out)]).toEqual([2, '', false]);
    expect(ran.err).toContain(sentence);
    expect(ran.err).not.toMatch(/^\s+at /m);
  });

  it('with no plan in JSON: the same sentence', async () => {
    const asked = ['plan', '--stack', 'nowhere', '--project', project('cases'), '--json'];
    expect(JSON.parse((await run(asked, { env })).out)).toMatchObject({
      exitCode: 2,
      sentence: expect.stringContaining('has no stack “nowhere”'),
    });
  });

  it('tells all that a transform refused at once, each in its own lines', async () => {
    const asked = ['plan', '--stack', 'refused', '--project', project('cases')];
    const { code, err } = await run(asked, { env });
    expect([code, err.split('\n').slice(0, 5)]).toEqual([
      2,
      [
        'cloison: A transform refused aws:s3/bucket:Bucket second: not in this zone',
        '  → move second',
        '  A transform refused aws:s3/bucket:Bucket third: not in this zone',
        '  → move third',
        '  Nothing was planned. Do what it asks for, or change what it refuses.',
      ],
    ]);
    const { sentence, others } = JSON.parse((await run([...asked, '--json'], { env })).out) as Record<string, unknown>;
    expect([sentence, others]).toEqual([expect.stringContaining('second'), [expect.stringContaining('third')]]);
  });

  it.each([
    [['--stack', 'whole', '--timeout', 'soon'], '--timeout'],
    [['--project', '.'], '--stack'],
  ])('refuses a wrong call: %j', async (words, named) => {
    const { code, err } = await run(['plan', ...words], { env });
    expect([code, err.includes(named)]).toEqual([2, true]);
  });

  it('writes over no file of another kind, and over no export that it reads', async () => {
    const [notes, state] = [join(folder(), 'notes.txt'), join(folder(), 'state.json')];
    writeFileSync(notes, 'mine');
    writeFileSync(state, '{"version":3,"deployment":{}}');
    const asked = ['plan', '--stack', 'whole', '--project', project('cases'), '--export', state];
    for (const out of [notes, state]) expect((await run([...asked, '--out', out], { env })).code).toBe(2);
    expect(readFileSync(notes, 'utf8')).toBe('mine');
  });

  it('speaks both languages with the same ids', () => {
    expect(Object.keys(planWords.fr).sort()).toEqual(Object.keys(planWords.en).sort());
  });
});
