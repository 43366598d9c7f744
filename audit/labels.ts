/** Folds the labels of many objects into those of their container: hits and checks add up, nothing of one object remains. */
import type { FactValue, Label } from '../estate/index.ts';
import type { Classified } from './source.ts';

/** `csv` of `a/b.csv`, `gz` of `b.csv.gz`; nothing when the last dot begins the name or what follows is not a plain word. */
export function extensionOf(name: string): string | undefined {
  return /[^/]\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase();
}

const keyOf = (label: Label): string => [label.recognizer, label.category, label.class, label.method].join('\n');

export class LabelFold {
  readonly #labels = new Map<string, Label>();
  #columns = 0;
  #values = 0;
  #whole = true;
  #objects = 0;

  /** Objects whose content was classified. */
  get objects(): number {
    return this.#objects;
  }

  /** Values that a reader could make out: more than none means the stored bytes are clear text. */
  get values(): number {
    return this.#values;
  }

  add({ labels, columns, values, fullPass }: Classified): void {
    this.#objects += 1;
    this.#columns += columns;
    this.#values += values;
    this.#whole &&= fullPass;
    for (const label of labels) {
      const known = this.#labels.get(keyOf(label));
      const sum = known ?? { ...label, hits: 0, checked: 0 };
      this.#labels.set(keyOf(label), {
        ...sum,
        hits: sum.hits + label.hits,
        checked: sum.checked + label.checked,
        prior: Math.max(sum.prior, label.prior),
      });
    }
  }

  /** An object that was meant to be read and was not: the pass is no longer full. */
  miss(): void {
    this.#whole = false;
  }

  /** `all`: whether every object of the container was offered to `add`. Of `bytes` in which no value was made out, nothing is known. */
  value(all: boolean, bytes: number): FactValue<'labels'> {
    const labels = [...this.#labels.entries()]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, label]) => label);
    return {
      labels,
      columns: this.#columns,
      values: this.#values,
      fullPass: all && this.#whole && (bytes === 0 || this.#values > 0),
    };
  }
}
