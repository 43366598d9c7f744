/** Every cross check, in the order in which a reader would ask. Adding one is one file and one line. */
import type { Check } from '../read/draft.ts';
import { connections } from './connections.ts';
import { containers } from './containers.ts';
import { holderCountries, personalClasses, publishedData } from './contradictions.ts';
import { endpoints } from './endpoints.ts';
import { namedByData } from './namedByData.ts';
import { namedByParties } from './namedByParties.ts';
import { idsOnce, paperPaths, waiverSubjects } from './papers.ts';
import { parentCycles } from './parents.ts';
import { identitiesOnce, operatorsOnce } from './people.ts';
import { homes, periods } from './periods.ts';

export const checks: readonly Check[] = [
  namedByParties,
  namedByData,
  parentCycles,
  connections,
  endpoints,
  containers,
  homes,
  personalClasses,
  holderCountries,
  publishedData,
  periods,
  operatorsOnce,
  identitiesOnce,
  idsOnce,
  waiverSubjects,
  paperPaths,
];
