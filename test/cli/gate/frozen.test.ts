import { expect, it } from 'vitest';
import { frozen } from '../../../cli/gate/findings/frozen.ts';
import type { Estate } from '../../../estate/index.ts';
import { timesOf } from '../../../cli/compose/day.ts';
import { estateOf, inputTold, paris, provider, read, resource } from '../../audit/plan/telling.ts';

const estate = estateOf(
  {
    public: {
      ...paris.zones['public']!,
      places: {
        's3-paris': { s3: 'https://s3.eu-west-3.amazonaws.com', region: 'eu-west-3', prefixes: ['mixed/file/'] },
      },
    },
  },
  {
    datasets: {
      assets: { class: 'D0', lies: ['store://s3-paris/mixed'] },
      file: { class: 'D3', lies: ['store://s3-paris/mixed/file/'] },
    } as unknown as Estate['datasets'],
    freezes: [{ from: '2026-11-01', to: '2026-11-30', scope: 'file' }] as unknown as Estate['freezes'],
  },
);
const times = timesOf(undefined, { now: () => new Date('2026-11-22T00:00:00Z') } as never);
const type = 'aws_s3_bucket';
const met = async (...sketches: Parameters<typeof resource>[0][]) => {
  const told = [inputTold(), provider({ region: 'eu-west-3' }), ...sketches.map((each) => resource(each))];
  const reading = await read(told, { estate });
  return frozen({ loaded: { estate } as never, times, reading }, [], undefined).map(({ changes }) => changes);
};

it('meets whoever alters, moves or deletes the bucket in which what is frozen has its prefix', async () => {
  const mixed = { bucket: 'mixed' };
  const open = { ...mixed, acl: 'public-read' };
  expect(await met({ type, operation: 'update', before: mixed, after: open })).toEqual([1]);
  expect(await met({ type, operation: 'replace', before: mixed, after: { ...mixed, region: 'us-east-1' } })).toEqual([
    1,
  ]);
  expect(await met({ type, operation: 'delete', before: mixed })).toEqual([1]);
  expect(await met({ type, operation: 'same', before: mixed, after: mixed })).toEqual([]);
  const other = { bucket: 'other' };
  expect(await met({ type, operation: 'update', before: other, after: { ...other, acl: 'public-read' } })).toEqual([]);
});
