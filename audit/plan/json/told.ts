/** What the JSON door hands to a reader of plans, part by part and in the order of the text. */
import type { Json, Problem } from '../../../estate/index.ts';

/** Stands for every item of an array, or every member of an object, in a path that is asked for. */
export const each = '*';
/** From the top of the document: `['resource_changes', each]` asks for its items one by one, `['variables']` for all of it. */
export type Wanted = readonly string[];

/** 1-based; columns count UTF-16 units, as editors do. */
export interface JsonPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * `open`: a container of which `each` item is asked for begins, or a list where members are asked for; told even when it is empty.
 * `value`: something that was asked for, whole. Where the text holds a scalar on the way to what was asked for
 * (`"resource_changes": null`), that scalar is told under its own shorter path, so that the reader can say so.
 * `torn`: only of lines: the last one is cut, what stands before it is good.
 * `problem`: nothing more can be read of the document (of lines: of this line). Never quotes the text.
 */
export type JsonTold =
  | {
      readonly tell: 'open';
      readonly path: readonly (string | number)[];
      readonly kind: 'array' | 'object';
      readonly at: JsonPlace;
    }
  | {
      readonly tell: 'value';
      readonly path: readonly (string | number)[];
      readonly value: Json;
      readonly at: JsonPlace;
    }
  | { readonly tell: 'torn'; readonly at: JsonPlace }
  | { readonly tell: 'problem'; readonly problem: Problem };
