/** `cloison controls [id]`: the catalogue, or one control with its reasons, remedy and references. */
import { instantOf, type Control } from '../../estate/index.ts';
import { controlSince, policyWords } from '../../policies/index.ts';
import { loadTrust } from '../compose/loadTrust.ts';
import { withPolicies } from '../compose/ownControls.ts';
import { benchOf } from '../compose/premises.ts';
import type { Context, Run } from '../context.ts';
import { referenceList } from '../report/names.ts';
import { exitCodes } from '../report/report.ts';
import { UsageError } from '../usage.ts';
import { visibleJson } from '../visibleJson.ts';

function explain(control: Control, { out, say }: Context): void {
  const { id, force, severity, references, noReference } = control;
  out.line({ text: id, style: 'bold' });
  out.line(say(`${id}.title`), 0);
  out.line(`${say(`severity.${severity}`)} · ${say(`force.${force}`)}`);
  out.line();
  out.line(say(`${id}.why`), 0);
  out.line(say(`force-means.${force}`), 0);
  const said =
    references.length === 0 ? 'references.none' : force === 'law' ? 'references.infringed' : 'references.related';
  const since = controlSince(id);
  if (since !== undefined) out.line(say('controls.since', { day: since }), 0);
  out.line(say(said, { references: referenceList(say, references), reason: noReference ?? '' }), 0);
  out.line();
  for (const part of ['remedy', 'make-known']) out.line([{ text: '→ ', style: 'cyan' }, say(`${id}.${part}`)], 2);
}

function list(catalogue: readonly Control[], { out, say, paste }: Context): void {
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

interface Options {
  readonly id?: string;
  readonly policies?: readonly string[];
  readonly trust?: string;
}

export const controls: Run<Options> = async ({ id, policies, trust }, given) => {
  const opening = { policies, trust: await loadTrust(trust, given.edge), bench: benchOf() };
  const now = instantOf(given.edge.now());
  // Ours, then those of each bundle, in its own words.
  const { catalogue, words } = await withPolicies({ ...opening, now }, given.edge, (bundles) => ({
    catalogue: [...opening.bench.catalogue, ...bundles.flatMap((bundle) => bundle.catalogue)],
    words: bundles.map((bundle) => bundle.words),
  }));
  const context: Context = { ...given, say: given.speak(policyWords, ...words) };
  const chosen = id === undefined ? catalogue : catalogue.filter((control) => control.id === id);
  if (chosen.length === 0)
    throw new UsageError(
      'wrong-control',
      id ?? '',
      catalogue.map((control) => control.id),
    );
  if (context.json) {
    const { say } = context;
    const told = (control: Control) =>
      Object.fromEntries(['title', 'why', 'remedy', 'make-known'].map((part) => [part, say(`${control.id}.${part}`)]));
    context.out.ready(
      visibleJson(
        {
          exitCode: exitCodes.pass,
          controls: chosen.map((each) => ({ ...each, since: controlSince(each.id), ...told(each) })),
        },
        2,
      ),
    );
  } else if (id === undefined) list(catalogue, context);
  else explain(chosen[0]!, context);
  return exitCodes.pass;
};
