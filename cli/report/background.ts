/** What a report carries beside its findings, so that every output can be made without the facts or the collection. */

/** How a country stands that day. `undecided`: no list settles it. `unknown`: the country itself is not known. Never "outside". */
export type Standing = 'EU' | 'EEA' | 'outside' | 'undecided' | 'unknown';

export interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  /** English, from the facts. */
  readonly name: string;
  readonly standing: Standing;
  /** Some adequacy decision under the GDPR was in force that day; its scope is not tested here. */
  readonly adequacy: boolean;
}

/** A law of a country outside the Union that may reach somebody of a story. Whether it applies is a legal assessment. */
export interface LawReach {
  readonly law: string;
  readonly country: string;
  readonly instrument: string;
  readonly source: string;
  readonly confidence: string;
  readonly readOn: string;
  readonly validFrom?: string;
  /** Entities it may reach; the host is named for the country where the data lies. */
  readonly entities: readonly string[];
  /** Named in what the organisation accepts for the zone. */
  readonly accepted: boolean;
}

export interface Sighting {
  readonly fact: string;
  readonly state: string;
  readonly at: string;
  readonly source: string;
  readonly call: string;
}

export interface Seal {
  /** Root of the log, 64 hex digits. */
  readonly root: string;
  /** Records under the root. */
  readonly size: number;
  readonly folder: string;
  /** Key id of whoever signed, if anybody did. */
  readonly signer?: string;
}
