/** Every field of every noun of the estate, and when it turns looser. A field that is not listed is looser when it changes. */
import { any, end, gone, harmless, lowered, narrower, readers, wider, type Turn } from './turns.ts';

export type Turns = Readonly<Record<string, Turn>>;

export const datasetTurns: Turns = {
  class: lowered,
  personal: (_, to) => to !== true,
  categories: narrower,
  owner: gone,
  readers,
  home: any,
  mayLieIn: wider,
  key: any,
  // Containers are followed one by one: which dataset each belongs to is what counts.
  lies: harmless,
  copies: harmless,
  // What nobody knew kept a change back: whoever says what it holds lets it pass.
  snapshots: any,
  end,
};

export const activityTurns: Turns = {
  name: harmless,
  applications: harmless,
  dataSubjects: harmless,
  recipients: wider,
  datasets: narrower,
  // Another controller, purpose, retention or assessment is another activity.
  controller: any,
  purposes: any,
  retention: any,
  dpia: any,
};

/** Country, parents, holders and region labels decide which law reaches whom: any of them may only be changed by the owner. */
export const entityTurns: Turns = { name: harmless };

/** A new place is where data may lie from then on; another plane is who opens it. */
export const zoneTurns: Turns = { lawsAccepted: wider };

/** A renewal of a contract is daily work; another employer or country of work is another route. */
export const operatorTurns: Turns = { until: gone };

export const organisationTurns: Turns = { name: harmless };
