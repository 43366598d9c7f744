/** Who may look into a namespace: operators whom every dataset in it names as readers, under their accounts of that cluster. */
import { operatorById, withinDays, type Dataset, type Day, type Estate } from '../../../estate/index.ts';

function mayRead({ readers }: Dataset, role: string, clearance: string | undefined): boolean {
  if (readers?.roles?.includes(role) !== true) return false;
  return readers.clearance === undefined || readers.clearance === clearance;
}

/** User names of the place, in the order of the alphabet. An account or a contract that has ended that day gives nothing. */
export function readersOf(estate: Estate, place: string, datasets: readonly Dataset[], day: Day): readonly string[] {
  const own = estate.identities.filter(
    ({ place: at, kind, from, until }) => at === place && kind === 'kubernetes-user' && withinDays(day, from, until),
  );
  const names = own.flatMap(({ operator: id, name }) => {
    const operator = operatorById(estate, id);
    if (operator === undefined || !withinDays(day, undefined, operator.until)) return [];
    return datasets.every((dataset) => mayRead(dataset, operator.role, operator.clearance)) ? [name] : [];
  });
  return [...new Set(names)].sort();
}
