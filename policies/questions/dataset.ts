/** The dataset behind a subject: by declaration, by the claim of a change, or none. */
import { activitiesOf, type Dataset } from '../../estate/index.ts';
import type { Question } from '../schema/question.ts';
import { holdingOf } from './claim.ts';
import { once } from './once.ts';
import type { View } from './view.ts';

type DatasetFact = NonNullable<Question['dataset']>;

export function isPersonal(dataset: Dataset): boolean {
  return dataset.personal ?? !['D0', 'D1'].includes(dataset.class);
}

/** The register entry of a dataset, as every stage sees it. */
export function registered(view: View, id: string, dataset: Dataset): DatasetFact {
  const activities = activitiesOf(view.estate, id);
  const home = dataset.home === undefined ? undefined : view.estate.zones[dataset.home];
  return {
    state: 'value',
    id,
    personal: isPersonal(dataset),
    ...(dataset.home === undefined ? {} : { home: dataset.home }),
    ...(home === undefined ? {} : { homeSide: home.side }),
    mayLieIn: [...(dataset.mayLieIn ?? [])],
    ...(dataset.owner === undefined ? {} : { owner: dataset.owner }),
    activities: activities.map((each) => each.id),
    controller: activities[0]?.activity.controller ?? view.estate.organisation.entity,
    ...(dataset.key === undefined ? {} : { keyHolder: dataset.key.holder }),
    ...(dataset.end === undefined ? {} : { endState: dataset.end.state, endBy: dataset.end.by }),
    roles: [...(dataset.readers?.roles ?? [])],
    ...(dataset.readers?.clearance === undefined ? {} : { clearance: dataset.readers.clearance }),
    published: view.estate.flows.some(
      (flow) => flow.from === id && flow.publication !== undefined && flow.publication.from <= view.day,
    ),
    containers: (dataset.lies?.length ?? 0) + (dataset.copies?.length ?? 0),
  };
}

/** An undeclared container is an anonymous dataset: absent, and its controller is the organisation. */
export function datasetFact(view: View, subject: string): DatasetFact {
  const held = holdingOf(view, subject);
  if (held === undefined) return { state: 'absent', controller: view.estate.organisation.entity };
  const { id, dataset, as, kind } = held;
  return once(view, ['dataset', id, as, kind], () => ({
    ...registered(view, id, dataset),
    as,
    ...(kind === undefined ? {} : { copyKind: kind }),
  }));
}

const ladder: readonly string[] = ['none', 'D0', 'D1', 'D2', 'D3', 'D4'];

export function highest(classes: readonly string[]): string {
  return ladder[Math.max(0, ...classes.map((each) => ladder.indexOf(each)))]!;
}

/** Datasets that lie, or may lie, in a zone. */
export function datasetsIn(view: View, zone: string): [string, Dataset][] {
  return Object.entries(view.estate.datasets).filter(
    ([, dataset]) => dataset.home === zone || dataset.mayLieIn?.includes(zone) === true,
  );
}
