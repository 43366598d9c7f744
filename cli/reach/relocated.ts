/** The estate as it would be once a plan is applied: its datasets lie where the plan puts them. Pure. */
import type { Dataset, Estate } from '../../estate/index.ts';

/** A container of a dataset that comes, goes, or is put elsewhere. */
export interface Relocation {
  readonly dataset: string;
  /** Subject that will no longer be there; left out where it is new. */
  readonly from?: string;
  /** Subject that will be there; left out where it is deleted. */
  readonly to?: string;
}

function moved(dataset: Dataset, relocations: readonly Relocation[]): Dataset {
  const gone = new Set(relocations.flatMap(({ from, to }) => (from === undefined || from === to ? [] : [from])));
  const come = relocations.flatMap(({ to }) => to ?? []);
  const stays = (dataset.lies ?? []).filter((subject) => !gone.has(subject));
  return {
    ...dataset,
    lies: [...new Set([...stays, ...come])],
    ...(dataset.copies === undefined ? {} : { copies: dataset.copies.filter(({ subject }) => !gone.has(subject)) }),
  };
}

/** A relocation of a dataset that the estate does not know changes nothing here: the gate refuses it elsewhere. */
export function relocated(estate: Estate, relocations: readonly Relocation[]): Estate {
  const byDataset = Map.groupBy(relocations, ({ dataset }) => dataset);
  const datasets = Object.entries(estate.datasets).map(([id, dataset]): [string, Dataset] => [
    id,
    moved(dataset, byDataset.get(id) ?? []),
  ]);
  return { ...estate, datasets: Object.fromEntries(datasets) };
}
