/** Takes what the readers tell, one thing after the other, and keeps of it what the joins need. */
import type { Problem } from '../../../../estate/index.ts';
import type { Serving } from '../../place/configured.ts';
import type { ResourceTable } from '../../table/table.ts';
import type { InputKind, Planned, Shortfall, Told } from '../../told.ts';
import { tellsOf } from './confirmed.ts';
import { entryFor, keep, learn, settle, type Kept } from './keep.ts';
import { Servings } from './servings.ts';
import { Spoken } from './spoken.ts';
import { leftBehind } from './staying.ts';
import { madeBy } from '../cluster/templates.ts';

export interface InputSeen {
  readonly name: string;
  readonly kind: InputKind;
  readonly stack?: string;
  resources: number;
  digest: string;
}

/** Everything told of a run. `kept` is in the order of the inputs; nothing that is judged depends on that order. */
export class Gathered {
  readonly inputs = new Map<string, InputSeen>();
  readonly kept: Kept[] = [];
  /** What resources make of templates, or leave behind where they are replaced: judged, and rows of nothing. */
  readonly made: Kept[] = [];
  readonly shorts: Shortfall[] = [];
  readonly packs: { readonly input: string; readonly name: string; readonly version: string }[] = [];
  readonly problems: Problem[] = [];
  readonly moments = new Set<string>();
  readonly #table: ResourceTable;
  readonly #spoken = new Map<string, Spoken>();
  readonly #servings = new Servings();

  constructor(table: ResourceTable) {
    this.#table = table;
  }

  take(told: Told): void {
    switch (told.tell) {
      case 'input': {
        const { input: name, kind, stack } = told;
        this.inputs.set(name, { name, kind, ...(stack === undefined ? {} : { stack }), resources: 0, digest: '' });
        return;
      }
      case 'resource': {
        const entry = entryFor(told.resource, this.#table);
        const kept = keep(told.resource, entry, tellsOf(told.resource));
        this.kept.push(kept);
        this.#index(kept);
        if (entry?.row.makes !== undefined) this.#make(kept, told.resource);
        const old = leftBehind(told.resource, entry);
        if (old !== undefined) this.made.push({ ...keep(old, entry, []), maker: kept });
        return;
      }
      case 'provider':
        this.#servings.provider(told.provider);
        return;
      case 'link': {
        const kept = this.#spoken.get(told.input)?.find(told.address);
        if (kept === undefined) return;
        kept.provider ??= told.provider;
        this.#servings.confirmed.tell(told.input, kept.provider, kept.tells, told.sets);
        if (kept.entry === undefined) return;
        // Most cite nothing: they share one table.
        if (Object.keys(told.references).length > 0) kept.references = { ...kept.references, ...told.references };
        learn(kept, told);
        settle(kept, told.sets);
        return;
      }
      case 'setting':
        this.#servings.setting(told);
        return;
      case 'short':
        this.shorts.push(told.short);
        return;
      case 'pack':
        this.packs.push({ input: told.input, name: told.name, version: told.version });
        return;
      case 'made':
        this.moments.add(told.at);
        return;
      case 'problem':
        this.problems.push(told.problem);
        return;
      case 'end': {
        const input = this.inputs.get(told.input);
        if (input !== undefined) input.digest = told.digest;
      }
    }
  }

  #make(kept: Kept, planned: Planned): void {
    settle(kept, undefined);
    for (const made of madeBy(kept, planned, this.#table)) this.made.push(made);
  }

  /** What no link spoke of is read strictly. */
  settleAll(): void {
    for (const kept of this.kept) settle(kept, undefined);
    for (const each of this.made) each.provider ??= each.maker?.provider;
  }

  #index(kept: Kept): void {
    const { input } = kept.planned;
    let spoken = this.#spoken.get(input);
    if (spoken === undefined) this.#spoken.set(input, (spoken = new Spoken()));
    spoken.add(kept);
    const seen = this.inputs.get(input);
    if (seen !== undefined) seen.resources += 1;
  }

  serving(kept: Kept): Serving | undefined {
    return this.#servings.of(kept);
  }
}
