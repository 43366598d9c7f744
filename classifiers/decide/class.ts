/** From labels to a class. */
import { dataClasses, type DataClass, type Label } from '../../estate/index.ts';
import combinations from './combinations.json' with { type: 'json' };

const rank = (one: DataClass): number => dataClasses.indexOf(one);
const higher = (one: DataClass, two: DataClass): DataClass => (rank(one) >= rank(two) ? one : two);

/** The class that these categories have together, or undefined when no combination is complete. */
function together(labels: readonly Label[], category: string): DataClass | undefined {
  const present = new Set(labels.map((label) => label.category));
  return combinations
    .filter(({ terms }) => terms.includes(category) && terms.every((term) => present.has(term)))
    .map(({ becomes }) => becomes as DataClass)
    .reduce<DataClass | undefined>((top, next) => (top === undefined ? next : higher(top, next)), undefined);
}

/** The same labels, each raised to what it means beside the others (decide/combinations.json). Never lowers. */
export function raised(labels: readonly Label[]): Label[] {
  return labels.map((label) => ({ ...label, class: higher(label.class, together(labels, label.category) ?? 'D0') }));
}

/**
 * | what was found                                             | class     |
 * | ---------------------------------------------------------- | --------- |
 * | art. 9 or art. 10 terms about persons                      | D4        |
 * | official and national numbers, or a raising combination    | D3        |
 * | any other personal data                                    | D2        |
 * | nothing, and everything was looked at                      | D1        |
 * | nothing, and not everything was looked at                  | `unknown` |
 *
 * D0 is never detected: publication is a decision. With labels and no full pass the class is a floor.
 */
export function classOf(labels: readonly Label[], fullPass: boolean): DataClass | 'unknown' {
  if (labels.length === 0) return fullPass ? 'D1' : 'unknown';
  return raised(labels)
    .map((label) => label.class)
    .reduce(higher, 'D1');
}
