/** A plan whose apply runs commands: undecided, in one sentence for each kind, and by no sentence what they run. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { GateDocument } from '../../../cli/gate/outputs/json.ts';
import { estateAt, gate, planAt } from './world.ts';

const estate = estateAt();
const fixtures = join(import.meta.dirname, '../../audit/plan/fixtures/terraform');
const real = readFileSync(join(fixtures, 'real-provisioners.json'), 'utf8');
interface Written {
  provisioners?: readonly object[];
}
interface Plan {
  configuration: { root_module: { resources: Written[]; module_calls: { box: { module: { resources: Written[] } } } } };
}

/** The same plan, with the provisioners that `keep` makes of those that stand there. */
function planWith(keep: (here: readonly object[]) => readonly object[]): string {
  const plan = JSON.parse(real) as Plan;
  const { resources, module_calls: calls } = plan.configuration.root_module;
  for (const one of [...resources, ...calls.box.module.resources]) one.provisioners = keep(one.provisioners ?? []);
  return planAt(JSON.stringify(plan));
}
const run = async (plan: string, ...words: readonly string[]) => {
  const { code, out } = await gate([plan, '--estate', estate, ...words]);
  return { code, told: out.replaceAll(/\s+/g, ' '), out };
};

describe('provisioners', () => {
  it('leave the run undecided, and the same plan passes without them', async () => {
    expect((await run(planAt(real))).code).toBe(3);
    expect((await run(planWith(() => []))).code).toBe(0);
  });

  it('are counted by kind in one sentence, with where they are written', async () => {
    const { told } = await run(planAt(real));
    expect(told).toContain(
      'applying it may run 6 provisioners (local-exec), and what they do is not in it; write that',
    );
    expect(told).toContain(
      '(module.box.terraform_data.inner, terraform_data.gone, terraform_data.made, terraform_data.swapped)',
    );
    expect(told).toContain('applying it may run a provisioner (file), and what it does is not in it');
    expect(told).not.toContain('hunter2');
  });

  it('are as many in the first sentence as in those that name them', async () => {
    const { told } = await run(planAt(real));
    expect(told).toContain('7 things are not understood or not whole');
    const one = await run(planWith(([first]) => (first === undefined ? [] : [first])));
    expect(one.told).toContain('may run 5 provisioners (local-exec)');
    expect(one.told).toContain('5 things are not understood or not whole');
  });

  it('in French too', async () => {
    const { told } = await run(planAt(real), '--lang', 'fr');
    expect(told).toContain('son application peut lancer 6 provisionneurs (local-exec), dont l’effet n’y est pas');
    expect(told).toContain('un provisionneur (file)');
    expect(told).toContain('ou retirez-le du plan');
  });

  it('stand in JSON each with its address, and without what they run', async () => {
    const { out } = await run(planAt(real), '--json');
    const { shorts } = JSON.parse(out) as GateDocument;
    expect(shorts).toHaveLength(5);
    expect(shorts).toContainEqual(
      expect.objectContaining({
        code: 'provisioners-not-judged',
        values: { address: 'module.box.terraform_data.inner', provisioner: 'local-exec', count: 2 },
      }),
    );
    expect(out).not.toContain('hunter2');
  });

  it('of a kind that means to write to the terminal do not', async () => {
    const { out, code } = await run(planWith(([first]) => (first ? [{ type: '\u001b[2J\nAll is well.' }] : [])));
    expect(code).toBe(3);
    expect(out).not.toContain('\u001b[2J');
    expect(out).not.toMatch(/^All is well/m);
  });
});

describe('provisioners of a `removed` block, of which the JSON says nothing', () => {
  const removed = readFileSync(join(fixtures, 'real-removed.json'), 'utf8');
  const binary = join(fixtures, 'real-removed.tfplan');
  const near = mkdtempSync(join(import.meta.dirname, 'fixtures/tmp-'));
  afterAll(() => rmSync(near, { recursive: true }));
  const folder = join(near, 'program');
  mkdirSync(join(folder, 'box'), { recursive: true });
  copyFileSync(join(fixtures, 'program/removed.tf.txt'), join(folder, 'main.tf'));
  copyFileSync(join(fixtures, 'program/removed-box.tf.txt'), join(folder, 'box/main.tf'));
  const at = (path: string) => relative('', path);

  const toldBy = async (...words: readonly string[]) => {
    const { code, out } = await run(planAt(removed), ...words, '--json');
    const { shorts } = JSON.parse(out) as GateDocument;
    expect(out).not.toContain('hunter2');
    return {
      code,
      shorts: shorts.map(({ values: { address, provisioner, count } }) => `${address} ${provisioner} ${count}`),
    };
  };
  const all = [
    'module.box.terraform_data.inner local-exec 1',
    'module.box.terraform_data.outer local-exec 1',
    'terraform_data.gone file 2',
    'terraform_data.gone local-exec 2',
  ];

  it('are told by the binary plan, and by the folder of the configuration', async () => {
    expect(removed).not.toContain('provisioner');
    expect(await toldBy()).toEqual({ code: 0, shorts: [] });
    const found = await toldBy('--source', binary);
    expect([found.code, found.shorts.toSorted()]).toEqual([3, all]);
    const written = await toldBy('--source', at(folder));
    expect([written.code, written.shorts.toSorted()]).toEqual([3, all]);
  });

  it('are told once where both are at hand', async () => {
    const beside = join(folder, 'plan.json');
    writeFileSync(beside, removed);
    const { out } = await gate([at(beside), '--estate', estate, '--json', '--source', binary]);
    expect((JSON.parse(out) as GateDocument).shorts).toHaveLength(4);
    const alone = await gate([at(beside), '--estate', estate, '--json']);
    expect((JSON.parse(alone.out) as GateDocument).shorts).toHaveLength(4);
    rmSync(beside);
  });

  it('run only for what is destroyed', async () => {
    const kept = removed.replaceAll('"actions":["delete"]', '"actions":["forget"]');
    expect(kept).not.toBe(removed);
    const { code } = await run(planAt(kept), '--source', binary);
    expect(code).toBe(0);
  });
});
