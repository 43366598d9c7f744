/** A view over the estate of the design, changed where a test says so, and over observations written by hand. */
import type { Collection, Dataset, Estate, FactName, Observation, Transfer } from '../../../estate/index.ts';
import { committedFacts, viewOf, type Premises, type View } from '../../../policies/index.ts';
import { sampleEstate } from '../../estate/sample.ts';

export const estate = sampleEstate();
const facts = committedFacts();

export function seen(subject: string, fact: FactName, value?: unknown, state = 'value'): Observation {
  return {
    subject,
    kind: 'bucket',
    fact,
    state,
    ...(value === undefined ? {} : { value }),
    origin: { source: 's3', call: 'Get' },
    at: '2024-07-25T06:00:00.000Z',
  } as unknown as Observation;
}

export function view(
  changed: Partial<Estate> = {},
  observations: readonly Observation[] = [],
  premises: Partial<Premises> = {},
): View {
  return viewOf(
    {
      estate: { ...estate, ...changed },
      facts,
      asOf: '2024-07-26T00:00:00.000Z',
      phase: 'live',
      papers: new Map(),
      waivers: new Map(),
      controls: new Set(),
      ...premises,
    },
    observations.length === 0 ? undefined : ({ observations } as unknown as Collection),
  );
}

export const transfer = (changed: Partial<Transfer>): Transfer => ({
  id: 't',
  exporter: 'cloud-eu',
  importer: 'support-hk',
  country: 'HK',
  datasets: ['results'],
  clearText: false,
  from: '2024-01-15',
  ...changed,
});

/** A dataset that says of itself nothing but its class. */
export const bare = (changed: Partial<Dataset> = {}): Dataset => ({ class: 'D3', ...changed });
