/** Every mutant of a container: its own, those of its parts, and those of parts of its parts. */
import type { Properties } from '../../../audit/plan/told.ts';
import type { Case } from './judging.ts';
import { mutant, nearMutantsOf, partsOf, plantedAll, pointing, unblocked, type Holder } from './mutants.ts';
import { badIn, isAsked } from './wrongs.ts';

/** Parts of those parts: what they say is said of the container all the same. */
const deepPartsOf = (holder: Holder): (readonly [part: Holder, of: Holder])[] => {
  const near = partsOf(holder);
  const families = new Set(near.map(([, { family }]) => family));
  return near
    .filter(([, { row }]) => (row.name ?? row.ids) !== undefined)
    .flatMap((middle) =>
      partsOf([holder[0], middle[1]])
        .filter(([, { row, family }]) => !families.has(family) && row.parent!.of.includes(middle[1].family))
        .map((part) => [part, middle] as const),
    );
};
/** The part in the middle, under a name of its own. */
function middleOf([type, entry]: Holder, holder: string, name: string): Properties {
  const { row } = entry;
  const path = row.name?.[0] ?? row.ids![0]!;
  return plantedAll({ path, value: name }, row, type, pointing([type, entry], holder, { path, value: name }));
}

function deepMutants(holder: Holder): Case[] {
  const { row } = holder[1];
  return deepPartsOf(holder).flatMap(([part, middle]) =>
    badIn(part[1].row)
      .filter((bad) => isAsked(row, bad))
      .map((bad) =>
        mutant(holder, {
          what: `${bad.what}, by ${part[0]} of ${middle[0]}`,
          change: (tree) => unblocked(row, bad, holder[0], tree),
          beside: (name, tell) => [
            tell(middle[0], middleOf(middle, name, `${name}-of`)),
            tell(part[0], pointing(part, `${name}-of`, bad)),
          ],
        }),
      ),
  );
}

export const mutantsOf = (holder: Holder): Case[] => [...nearMutantsOf(holder), ...deepMutants(holder)];
