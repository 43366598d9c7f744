import { describe, expect, it } from 'vitest';
import { run } from '../support.ts';
import { collectionFile, now, samplePath, trustPath } from './sample.ts';

const collection = collectionFile();
const base = ['--estate', samplePath, '--trust', trustPath];
const seen = [...base, '--collection', collection];
const call = (argv: readonly string[]) => run(argv, { now });
const json = async (argv: readonly string[]) => {
  const { code, out } = await call([...argv, '--json']);
  return { code, document: JSON.parse(out) as Record<string, never> };
};

describe('the three verbs on the command line', () => {
  it('inform with 0, in JSON of a fixed shape', async () => {
    const where = await json(['where', 'accreditation-file', ...seen]);
    expect([where.code, Object.keys(where.document)]).toEqual([
      0,
      ['exitCode', 'asOf', 'collectedAt', 'dataset', 'class', 'declared', 'zones', 'later', 'lies'],
    ]);
    const who = await json(['who', 'accreditation-file', '--could', ...seen]);
    expect([who.code, Object.keys(who.document)]).toEqual([
      0,
      ['exitCode', 'asOf', 'collectedAt', 'dataset', 'class', 'could', 'rows', 'unread'],
    ]);
    const why = await json(['why', 'store://oss-public/fan-exports', ...seen]);
    expect([why.code, Object.keys(why.document)]).toEqual([
      0,
      [
        'exitCode',
        'asOf',
        'collectedAt',
        'subject',
        'kind',
        'class',
        'dataset',
        'zone',
        'explained',
        'quiet',
        'related',
      ].filter((key) => key !== 'dataset'),
    ]);
    expect(Object.keys((why.document['explained'] as unknown as object[])[0]!)).toEqual(
      expect.arrayContaining([
        'control',
        'verdict',
        'reasons',
        'sentence',
        'force',
        'observed',
        'declared',
        'law',
        'remedy',
        'makeKnown',
        'stub',
      ]),
    );
  });

  it('names operators by their estate ids only when asked', async () => {
    const [without, with_] = await Promise.all([
      call(['who', 'accreditation-file', ...seen, '--json']),
      call(['who', 'accreditation-file', ...seen, '--json', '--ids']),
    ]);
    expect(without.out).not.toMatch(/op-\d{5}|identity-\d/);
    expect(with_.out).toMatch(/op-00009/);
  });

  it('refuses a name that nobody declared with 2, and suggests the nearest', async () => {
    for (const verb of [['where'], ['who', '--could']]) {
      const { code, err, out } = await call([...verb, 'acreditation-file', ...base]);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/accreditation-file/);
    }
    const { code, err } = await call(['why', 'store://oss-public/fan-exprts', ...seen]);
    expect(code).toBe(2);
    expect(err).toMatch(/fan-exports/);
  });

  it('does not call nobody what was not read', async () => {
    const { code, err } = await call(['who', 'accreditation-file', ...base]);
    expect(code).toBe(2);
    expect(err).toMatch(/--collection.*--could/);
  });

  it('speaks French', async () => {
    const { out } = await call(['where', 'accreditation-file', ...base, '--lang', 'fr']);
    expect(out).toMatch(/^accreditation-file\s: classe D3/);
  });
});
