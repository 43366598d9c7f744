/** Questions about what the estate itself declares: datasets, planes, zones, flows. */
import { planeNames, subjectOf, type Dataset, type Flow, type PlaneName, type Zone } from '../../estate/index.ts';
import type { Question } from '../schema/question.ts';
import { entityAsOperator } from './access.ts';
import { chainOf, hostingFact } from './chain.ts';
import { datasetsIn, highest, isPersonal, registered } from './dataset.ts';
import { coveringTransfer, paperFact } from './transfer.ts';
import type { View } from './view.ts';

/** What every question about the estate itself begins with. */
export function headOf(view: View, id: string, kind: string, declared: string) {
  return {
    version: 'cloison/question/v1' as const,
    stage: 'estate',
    phase: view.phase,
    asOf: view.asOf,
    subject: { id, kind },
    class: { declared, detected: 'absent', effective: declared, because: [] },
  };
}

export function datasetQuestion(view: View, id: string, dataset: Dataset): Question {
  return {
    ...headOf(view, subjectOf.named('dataset', id), 'dataset', dataset.class),
    dataset: registered(view, id, dataset),
  };
}

/** A plane is reach by an entity, from every country it is operated from. */
export function planeQuestion(view: View, zoneId: string, zone: Zone, name: PlaneName): Question {
  const inside = datasetsIn(view, zoneId);
  const declared = highest(inside.map(([, dataset]) => dataset.class));
  const controller = view.estate.organisation.entity;
  const subject = headOf(view, subjectOf.plane(zoneId, name), 'plane', declared);
  const personal = inside.filter(([, dataset]) => isPersonal(dataset)).map(([id]) => id);
  const dataset = { state: 'value', personal: personal.length > 0, controller };
  const plane = zone.planes?.[name];
  if (plane === undefined) {
    const absent = { state: 'absent' };
    return { ...subject, dataset, plane: absent, operator: absent, session: absent, transfer: absent, tia: absent };
  }
  const country = view.estate.entities[plane.entity]?.country;
  const operator = {
    ...entityAsOperator(view, plane.entity, controller),
    id: plane.entity,
    authority: plane.entity,
    worksIn: [...plane.from],
  };
  return {
    ...subject,
    dataset,
    plane: {
      state: 'value',
      entity: plane.entity,
      ...(country === undefined ? {} : { country }),
      from: [...plane.from],
      clearText: plane.clearText,
    },
    operator,
    session: { state: 'absent' },
    clearText: { state: 'value', value: plane.clearText },
    ...coveringTransfer(view, operator, personal),
  };
}

export function zoneQuestion(view: View, id: string, zone: Zone): Question {
  const declared = highest(datasetsIn(view, id).map(([, dataset]) => dataset.class));
  const hosting = hostingFact(view, zone.provider);
  // Whoever runs a plane can be compelled too: the exposure of a zone is that of all its planes.
  const run = planeNames.flatMap((name) => zone.planes?.[name]?.entity ?? []);
  const links = [...new Set(run)].flatMap((entity) => chainOf(view, entity)?.links ?? []);
  const chain = [...new Map([...(hosting.chain ?? []), ...links].map((link) => [JSON.stringify(link), link])).values()];
  return {
    ...headOf(view, subjectOf.named('zone', id), 'zone', declared),
    zone: {
      state: 'value',
      id,
      side: zone.side,
      country: zone.country,
      provider: zone.provider,
      lawsAccepted: [...(zone.lawsAccepted ?? [])],
    },
    hosting: hosting.state === 'value' ? { ...hosting, chain } : hosting,
  };
}

export function flowQuestion(view: View, flow: Flow): Question {
  const [from, to] = [
    view.estate.datasets[flow.from],
    flow.to === undefined ? undefined : view.estate.datasets[flow.to],
  ];
  const sideOf = (dataset: Dataset | undefined) =>
    dataset?.home === undefined ? undefined : view.estate.zones[dataset.home]?.side;
  const fromSide = sideOf(from);
  // A publication without a target leaves for the public by definition.
  const toSide = flow.to === undefined && flow.publication !== undefined ? 'public' : sideOf(to);
  const known = fromSide !== undefined && toSide !== undefined;
  return {
    ...headOf(view, subjectOf.named('flow', flow.id), 'flow', from?.class ?? 'none'),
    flow: {
      state: known ? 'value' : 'unknown',
      from: flow.from,
      to: flow.to ?? 'publication',
      ...(known ? { fromSide, toSide } : {}),
      fromClass: from?.class ?? 'unknown',
      toClass: to?.class ?? 'unknown',
      declared: true,
      ...(flow.transform === undefined ? {} : { transform: flow.transform }),
      published: flow.publication !== undefined,
      ...(flow.publication === undefined ? {} : { publishedFrom: flow.publication.from }),
    },
    proof: paperFact(view, flow.provenBy),
  };
}
