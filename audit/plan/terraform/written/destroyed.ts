/** What `removed` blocks of a folder run when what they take out is destroyed: the JSON of a plan leaves it out. */
import type { PlanRow } from '../../reading.ts';
import type { Shortfall } from '../../told.ts';
import { joined, stepsOf, moduleOf, withoutKeys } from '../addresses.ts';
import { shortsOf } from '../provisioners.ts';
import { modulesIn, type ConfigurationFolder } from './modules.ts';

/** By each module on the way, which may take it out by the rest of its address. */
function kindsOf(address: string, moduleAt: ReturnType<typeof modulesIn>): readonly string[] {
  const steps = stepsOf(moduleOf(address));
  const own = address.slice(moduleOf(address).length).replace(/^\./, '');
  return [...steps, ''].flatMap((_, at) => {
    const rest = joined(...steps.slice(at), own);
    return moduleAt(steps.slice(0, at).join('.'))?.removed.get(rest) ?? [];
  });
}

/** `rows`: of one input. */
export function destroyedIn(rows: readonly PlanRow[], root: string, read: ConfigurationFolder): Shortfall[] {
  const gone = rows.filter(({ operation }) => operation === 'delete');
  if (gone.length === 0) return [];
  const moduleAt = modulesIn(root, read);
  const byAddress = Map.groupBy(gone, ({ address }) => withoutKeys(address.replace(/ \(deposed [^)]*\)$/, '')));
  return [...byAddress].flatMap(([address, all]) => [
    ...shortsOf(all[0]!.input, address, kindsOf(address, moduleAt), all.length),
  ]);
}
