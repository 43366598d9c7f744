/** A whole document to be wounded, and what is known of it. */
import type { Estate } from '../../../../estate/index.ts';
import type { Json } from './damage.ts';

export interface Base {
  readonly name: string;
  /** Where its data would lie: where they may, where they may not, or nobody can say. */
  readonly where: 'home' | 'abroad' | 'unknown';
  readonly document: Json;
  readonly write: (document: Json) => string;
  readonly estate: Estate;
  readonly place?: string;
  /** A list of documents, of which an empty one is none. */
  readonly isMany?: true;
  /** A region and a zone where its data may not lie. */
  readonly abroad: readonly string[];
}

export const asOne = (document: Json): string => JSON.stringify(document);
/** A wound may have made one of many. */
export const manyOf = (document: Json): readonly Json[] => (Array.isArray(document) ? document : [document]);
export const asLines = (document: Json): string => manyOf(document).map(asOne).join('\n');
