import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GateDocument } from '../../../../cli/gate/outputs/json.ts';
import { folder, keysIn, run } from '../../support.ts';
import { gate } from '../world.ts';
import { repository } from '../repository.ts';

const keysOf = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as { keys: unknown[] };

describe('a change of whose signature counts', () => {
  it('is refused, and passes where the owner sealed the very document', async () => {
    const { root, git, run: repo } = repository();
    const [keys, more] = [await keysIn(folder()), await keysIn(folder())];
    const trust = join(root, 'trust.json');
    cpSync(keys.trust, trust);
    repo('add', '-A');
    repo('commit', '-q', '-m', 'trust');
    repo('branch', 'protected');
    const both = { version: 'cloison/trust/v1', keys: [...keysOf(keys.trust).keys, keysOf(more.trust).keys[1]] };
    writeFileSync(trust, JSON.stringify(both));
    const estate = join(root, 'estate');
    const words = ['--estate', 'git:protected:estate', '--trust', 'git:protected:trust.json', '--change', estate];
    const told = async (...revision: string[]) => {
      const { code, out } = await gate([...words, '--json', ...revision], { git });
      const { findings } = JSON.parse(out) as GateDocument;
      return [code, findings.map(({ subject, reasons }) => `${reasons[0]!.code} ${subject.replace(/:.*/, '')}`)];
    };
    expect(await told()).toEqual([1, ['not-signed key']]);
    const seal = async (name: string, ...extra: string[]) => {
      const out = join(folder(), name);
      await run(['estate', 'seal', estate, '--key', keys.paths['owner']!, '--number', '3', '--out', out, ...extra]);
      return out;
    };
    // A revision of the estate alone says nothing of keys.
    expect(await told('--revision', await seal('a'))).toEqual([1, ['not-signed key']]);
    expect(await told('--revision', await seal('b', '--trust', keys.trust))).toEqual([1, ['not-signed key']]);
    expect(await told('--revision', await seal('c', '--trust', trust))).toEqual([0, []]);
    // Nobody adds a key and signs it with the key that was added.
    const own = join(folder(), 'own');
    const sealing = ['estate', 'seal', estate, '--key', more.paths['owner']!, '--out', own, '--trust', trust];
    await run(sealing);
    expect(await told('--revision', own)).toEqual([1, ['not-by-the-owner key']]);
  });

  it('knows the number in force from the same file of the ref', async () => {
    const { root, git, run: repo } = repository();
    const keys = await keysIn(folder());
    const estate = join(root, 'estate');
    const file = join(root, 'revision.dsse.json');
    const seal = (number: number) =>
      run(['estate', 'seal', estate, '--key', keys.paths['owner']!, '--number', String(number), '--out', file]);
    await seal(4);
    repo('add', '-A');
    repo('commit', '-q', '-m', 'sealed');
    repo('branch', 'protected');
    const path = join(estate, 'estate.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('class: D1', 'class: D0'));
    const judged = async (number: number) => {
      writeFileSync(file, '');
      await run([
        'estate',
        'seal',
        estate,
        '--key',
        keys.paths['owner']!,
        '--number',
        String(number),
        '--out',
        `${file}${number}`,
      ]);
      cpSync(`${file}${number}`, file);
      const words = ['--estate', 'git:protected:estate', '--trust', keys.trust, '--change', estate, '--revision', file];
      return (await gate(words, { git })).code;
    };
    expect([await judged(4), await judged(3), await judged(5)]).toEqual([1, 1, 0]);
  });
});
