/** What is asked for, as a tree to walk beside the text. */
import { each, type Wanted } from './told.ts';

export interface Wants {
  /** Asked for as a whole: what else is asked for below it comes with it. */
  isWhole: boolean;
  readonly members: Map<string, Wants>;
  items: Wants | undefined;
}

export function wantsOf(wanted: readonly Wanted[]): Wants {
  const top: Wants = { isWhole: false, members: new Map(), items: undefined };
  for (const path of wanted) {
    let node = top;
    for (const step of path) {
      let below: Wants | undefined = step === each ? node.items : node.members.get(step);
      if (below === undefined) {
        below = { isWhole: false, members: new Map(), items: undefined };
        if (step === each) node.items = below;
        else node.members.set(step, below);
      }
      node = below;
    }
    node.isWhole = true;
  }
  return top;
}
