/** How a place of the estate that holds this would be connected: by its type, and where one type runs several engines, by what it says. */
import type { ConnectionKind } from '../../../../estate/index.ts';
import type { Row } from '../../table/shape.ts';
import { leavesOn, type Page } from './said.ts';

/** Undefined: no place answers for it, what the estate declares of a place says nothing of it, and its zone is all that matches. */
export function connectsOn(page: Page, { connects }: Row): ConnectionKind | undefined {
  if (connects?.where === undefined) return connects?.as;
  const { path, matches } = connects.where;
  const [leaf] = leavesOn(page, path);
  return typeof leaf === 'string' && new RegExp(matches).test(leaf) ? connects.as : undefined;
}
