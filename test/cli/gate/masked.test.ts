/** No exception is granted for what a mask stands for: its number is another thing's tomorrow. */
import { expect, it } from 'vitest';
import { tellsMasked } from '../../../cli/gate/findings/masked.ts';
import { findPeople } from '../../../cli/gate/people/find.ts';
import { masksOf } from '../../../cli/gate/people/masks.ts';
import { shownEstate } from '../../../cli/gate/people/shown.ts';
import { coveredBy, findingDifferences, type Estate, type Waiver } from '../../../estate/index.ts';
import { findingOf } from './fixture.ts';

const jeanne = 'jeanne.martin@example.org';
const masks = masksOf([jeanne], findPeople)!;
const copied = (target: string) =>
  findingOf({ verdict: 'deny', reasons: [{ code: 'replicates-elsewhere', values: { targets: [target] } }] });

it('nothing to paste is printed where a reason names somebody', () => {
  expect(masks.text(jeanne)).not.toContain('jeanne');
  expect(tellsMasked({ masks }, copied(masks.text(jeanne)))).toBe(true);
  expect(tellsMasked({ masks }, copied('archive'))).toBe(false);
  expect(tellsMasked({ masks: undefined }, copied('archive'))).toBe(false);
});

it('what an estate writes like a mask is none, and whom it names is masked', () => {
  const { verdict, found } = coveredBy(copied(masks.text(jeanne)));
  const waiver = (parts: string[]) => ({ id: 'W-1', subject: 'store://a/b', covers: { verdict, found: parts } });
  const estate = { datasets: {}, waivers: [waiver(found!), waiver([`replicates-elsewhere targets=${jeanne}`])] };
  const [forged, named] = shownEstate(estate as unknown as Estate, masks).waivers as [Waiver, Waiver];
  for (const { covers } of [forged, named]) {
    expect(findingDifferences(covers!, { verdict: 'deny', found: found! })).toMatchObject([{ what: 'found' }]);
    expect(JSON.stringify(covers)).not.toContain('jeanne');
  }
});
