/** The rows that this version ships. Read once, never changed: whoever needs other facts passes other rows. */
import adequacy from './data/adequacy.json' with { type: 'json' };
import countries from './data/countries.json' with { type: 'json' };
import instruments from './data/instruments.json' with { type: 'json' };
import laws from './data/laws.json' with { type: 'json' };
import providers from './data/providers.json' with { type: 'json' };
import regions from './data/regions.json' with { type: 'json' };
import type { FactRows } from './rows.ts';

// JSON modules type strings as `string`: `unsound` and its test stand behind this assertion.
export const committedRows = { countries, adequacy, laws, instruments, regions, providers } as unknown as FactRows;
