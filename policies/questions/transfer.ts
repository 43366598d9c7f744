/** Transfers of the estate: as a subject of their own, and as what covers an access or a plane. */
import { byText, subjectOf, type Transfer } from '../../estate/index.ts';
import type { Question } from '../schema/question.ts';
import { highest, isPersonal } from './dataset.ts';
import type { View } from './view.ts';

type Covering = Pick<Question, 'transfer' | 'tia'>;
type OperatorFact = NonNullable<Question['operator']>;
type Paper = NonNullable<Question['tia']>;

/** A cited document: its result counts only while in force and signed. Absent when the id names nothing. */
export function paperFact(view: View, id: string | undefined): Paper {
  const document = id === undefined ? undefined : view.estate.documents[id];
  if (id === undefined || document === undefined) return { state: 'absent' };
  return {
    state: 'value',
    id,
    kind: document.kind,
    ...(document.result === undefined ? {} : { result: document.result }),
    from: document.on,
    ...(document.until === undefined ? {} : { until: document.until }),
    signed: view.papers.get(id) ?? 'missing',
  };
}

function transferFact(view: View, transfer: Transfer): NonNullable<Question['transfer']> {
  const countryOf = (entity: string) => view.estate.entities[entity]?.country;
  const [exporterCountry, importerCountry] = [countryOf(transfer.exporter), countryOf(transfer.importer)];
  return {
    state: 'value',
    id: transfer.id,
    exporter: transfer.exporter,
    ...(exporterCountry === undefined ? {} : { exporterCountry }),
    importer: transfer.importer,
    ...(importerCountry === undefined ? {} : { importerCountry }),
    country: transfer.country,
    ...(transfer.basis === undefined ? {} : { tool: transfer.basis.tool }),
    ...(transfer.basis?.module === undefined ? {} : { module: transfer.basis.module }),
    ...(transfer.basis?.reference === undefined ? {} : { reference: transfer.basis.reference }),
    clearText: transfer.clearText,
    from: transfer.from,
    ...(transfer.until === undefined ? {} : { until: transfer.until }),
    datasets: [...transfer.datasets],
  };
}

/** In force first, then the one that runs longest: a lapsed declaration is cited only when nothing else covers. */
function best(view: View, candidates: readonly Transfer[]): Transfer | undefined {
  const inForce = (one: Transfer) => one.from <= view.day && (one.until === undefined || one.until >= view.day);
  return candidates.toSorted(
    (one, other) =>
      Number(inForce(other)) - Number(inForce(one)) ||
      byText(other.until ?? '9', one.until ?? '9') ||
      byText(one.id, other.id),
  )[0];
}

/** The declared transfer to this employer, in the country it is established in or acts from, over every one of the datasets. */
export function coveringTransfer(view: View, operator: OperatorFact, datasets: readonly string[]): Covering {
  const countries = new Set([operator.employerCountry, ...(operator.worksIn ?? [])]);
  const covering = view.estate.transfers.filter(
    (transfer) =>
      transfer.importer === operator.employer &&
      countries.has(transfer.country) &&
      datasets.length > 0 &&
      datasets.every((dataset) => transfer.datasets.includes(dataset)),
  );
  const transfer = best(view, covering);
  if (transfer === undefined) return { transfer: { state: 'absent' }, tia: { state: 'absent' } };
  return { transfer: transferFact(view, transfer), tia: paperFact(view, transfer.basis?.tia) };
}

export function transferQuestion(view: View, transfer: Transfer): Question {
  const datasets = transfer.datasets.flatMap((id) => view.estate.datasets[id] ?? []);
  const declared = highest(datasets.map((dataset) => dataset.class));
  return {
    version: 'cloison/question/v1',
    stage: 'estate',
    phase: view.phase,
    asOf: view.asOf,
    subject: { id: subjectOf.named('transfer', transfer.id), kind: 'transfer' },
    class: { declared, detected: 'absent', effective: declared, because: [] },
    dataset: { state: 'value', personal: datasets.some(isPersonal), controller: view.estate.organisation.entity },
    transfer: transferFact(view, transfer),
    tia: paperFact(view, transfer.basis?.tia),
  };
}
