/** `cloison controls [id]`: the catalogue, or one control with its reasons, remedy and references. */
import type { Control } from '../../estate/index.ts';
import { catalogueOf, committedEngine, policyWords } from '../../policies/index.ts';
import type { Context, Run } from '../context.ts';
import { referenceList } from '../report/names.ts';
import { exitCodes } from '../report/report.ts';
import { UsageError } from '../usage.ts';
import { visibleJson } from '../visibleJson.ts';

function explain(control: Control, { out, speak }: Context): void {
  const say = speak(policyWords);
  const { id, force, severity, references, noReference } = control;
  out.line({ text: id, style: 'bold' });
  out.line(say(`${id}.title`), 0);
  out.line(`${say(`severity.${severity}`)} · ${say(`force.${force}`)}`);
  out.line();
  out.line(say(`${id}.why`), 0);
  out.line(say(`force-means.${force}`), 0);
  const said =
    references.length === 0 ? 'references.none' : force === 'law' ? 'references.infringed' : 'references.related';
  out.line(say(said, { references: referenceList(say, references), reason: noReference ?? '' }), 0);
  out.line();
  for (const part of ['remedy', 'make-known']) out.line([{ text: '→ ', style: 'cyan' }, say(`${id}.${part}`)], 2);
}

function list(catalogue: readonly Control[], { out, speak, paste }: Context): void {
  const say = speak(policyWords);
  for (const { id, severity, force } of catalogue) {
    out.line([
      { text: id, style: 'bold' },
      { text: `  ${say(`severity.${severity}`)} · ${say(`force.${force}`)}`, style: 'dim' },
    ]);
    out.line(`  ${say(`${id}.title`)}`);
  }
  const next = paste(['controls', catalogue[0]?.id ?? '']);
  out.line([say('controls.count', { count: catalogue.length }), { text: ` ${next}`, isCommand: true }]);
}

export const controls: Run<{ id?: string }> = async ({ id }, context) => {
  const catalogue = catalogueOf(committedEngine());
  const chosen = id === undefined ? catalogue : catalogue.filter((control) => control.id === id);
  if (chosen.length === 0)
    throw new UsageError(
      'wrong-control',
      id ?? '',
      catalogue.map((control) => control.id),
    );
  if (context.json) {
    const say = context.speak(policyWords);
    const told = (control: Control) =>
      Object.fromEntries(['title', 'why', 'remedy', 'make-known'].map((part) => [part, say(`${control.id}.${part}`)]));
    context.out.ready(
      visibleJson({ exitCode: exitCodes.pass, controls: chosen.map((each) => ({ ...each, ...told(each) })) }, 2),
    );
  } else if (id === undefined) list(catalogue, context);
  else explain(chosen[0]!, context);
  return exitCodes.pass;
};
