/** Questions and answers of a plan as a seal needs them: in canonical JSON, one container at a time. */
import type { Collection, Control } from '../../estate/index.ts';
import type { Judged } from '../ask.ts';
import type { Engine } from '../engine/engine.ts';
import { viewOf, type Premises } from '../questions/view.ts';
import { askPlan, withLately } from './askPlan.ts';
import { digestsOf, marking } from './cited.ts';
import type { PlanQuestions } from './judgePlan.ts';
import { remembering } from './remembering.ts';
import type { Restated } from './restated.ts';
import { templateOf, type Spelling } from './template.ts';

/** `question` and `answer` cite by mark; whoever wants what was observed reads `spelt`. */
export interface SpeltJudged extends Judged {
  readonly spelt: Spelling;
}

const likeOf = (judged: Judged | Restated): Judged => ('like' in judged ? judged.like : judged);

/** What `judgedOf` gives, in the same order, spelt by `canonicalText` and not as objects. */
export function* speltOf(
  premises: Premises,
  collection: Collection,
  engine: Engine,
  catalogue: readonly Control[],
  { moves = [], lately }: PlanQuestions = {},
): Generator<SpeltJudged> {
  const view = withLately(viewOf(premises, collection), lately);
  const templates = new WeakMap<Judged, ReturnType<typeof templateOf>>();
  for (const { container, own } of askPlan(marking(view), remembering(engine), catalogue, moves)) {
    const digest = digestsOf(view, container);
    for (const marked of own()) {
      const like = likeOf(marked);
      const template = templates.get(like) ?? templateOf(like);
      templates.set(like, template);
      const { question, answer } = marked;
      yield { question, answer, spelt: template(question.subject.id, digest) };
    }
  }
}
