/** From what names a source to what it is: of the inputs, of the estate, or nobody knows. */
import type { Answer } from '../../../source.ts';
import type { Entry } from '../../table/table.ts';
import type { Directory } from '../links/directory.ts';
import type { Kept } from '../links/keep.ts';
import { bareName } from '../sides/aim.ts';

export interface Source {
  /** Of the inputs; undefined where none of them shows it. */
  readonly kept: Kept | undefined;
  /** Bucket and path, of one that is named by them. */
  readonly object: string | undefined;
  /** As the program names it, to a provider; left out where it names none. */
  readonly named?: { readonly name: string; readonly provider: string };
  /** Its name does not tell whether it is anybody's own: where nobody shows it, it is nothing. */
  readonly isHidden?: true;
}
type Rule = Entry['made'][number];
/** Of a name as Google writes it: whole, from its project on, or as `project/image`. */
const project = /^(?:https:\/\/[^/]+\/compute\/[^/]+\/)?(?:projects\/)?([^/]+)\//;

/** One that is named by its store, or by a path in it, by its name, or by what it is computed from. */
function sourceOf(kept: Kept, rule: Rule, text: Answer<string>, directory: Directory): Source {
  const object = rule.store === true && text.value !== undefined ? bareName(text.value) : undefined;
  const name: Answer<string> = object === undefined ? text : { ...text, value: object.split('/')[0]! };
  return {
    kept:
      rule.every === true && name.value !== undefined
        ? directory.named(kept, rule.of, name.value)
        : directory.find(kept, rule, [name]).kept,
    object,
    ...(text.value === undefined ? {} : { named: { name: text.value, provider: kept.entry!.provider } }),
    ...(rule.shown === true ? { isHidden: true } : {}),
  };
}

/** Everything that one rule names. `all`: what stands at its paths. */
export function sourcesOf(
  kept: Kept,
  rule: Rule,
  all: readonly Answer<string>[],
  directory: Directory,
): readonly Source[] {
  const { besides = [], every, shown } = rule;
  const isEverybodys = (text = '') => besides.includes(project.exec(text)?.[1] ?? '');
  const said = all.filter(({ value: text }) => !isEverybodys(text));
  if (every !== true) return said.map((text) => sourceOf(kept, rule, text, directory));
  // Of several that are not known yet nobody tells which cites what.
  const open = said.filter(({ value: text }) => text === undefined);
  const hidden = shown === true ? { isHidden: true as const } : {};
  return [
    ...said.flatMap((text) => (text.value === undefined ? [] : [sourceOf(kept, rule, text, directory)])),
    ...directory.all(kept, rule, open).map((each) => ({ kept: each, object: undefined, ...hidden })),
  ];
}
