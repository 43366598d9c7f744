/** `cloison waiver list`: what became of every exception. With a collection, also whether it meets a finding. */
import { resolveWaivers } from '../../estate/index.ts';
import { judge } from '../../policies/index.ts';
import { timesOf } from '../compose/day.ts';
import type { JudgeOptions } from '../compose/judged.ts';
import { loadCollection } from '../compose/loadCollection.ts';
import { loadEstate } from '../compose/loadEstate.ts';
import { loadTrust } from '../compose/loadTrust.ts';
import { judgedByAll, withPolicies } from '../compose/ownControls.ts';
import { benchOf, premisesOf } from '../compose/premises.ts';
import { listedState, troubleIn } from '../compose/waiverStates.ts';
import type { Run } from '../context.ts';
import { troubleOf } from '../outcome.ts';
import { visibleJson } from '../visibleJson.ts';

export const waiverList: Run<JudgeOptions> = async (options, context) => {
  const { edge, say, out, err, json } = context;
  const { asOf, now } = timesOf(options.asOf, edge);
  const loaded = await loadEstate(options.estate, edge);
  const trust = await loadTrust(options.trust, edge);
  if (trust.keys.length === 0) err.line({ text: say('audit.no-trust'), style: 'dim' });
  const bench = benchOf();
  const { policies } = options;
  const { judgement, catalogue } = await withPolicies({ policies, trust, bench, now }, edge, async (bundles) => {
    const known = { ...bench, catalogue: [...bench.catalogue, ...bundles.flatMap((bundle) => bundle.catalogue)] };
    if (options.collection === undefined) return { judgement: undefined, catalogue: known.catalogue };
    const collection = await loadCollection(loaded, options, context);
    const ours = judge(premisesOf(loaded, trust, asOf, known), collection, bench.engine, bench.catalogue);
    return { judgement: await judgedByAll(ours, bundles), catalogue: known.catalogue };
  });
  const controls = new Set(catalogue.map(({ id }) => id));
  const rows = resolveWaivers(loaded.estate, loaded.folder.files, trust, asOf).map((resolved) => {
    const { id, control, subject, opinion, waiver, decidedBy, opinionBy } = resolved;
    const state = listedState(resolved, asOf, controls, judgement);
    return { id, state, control, subject, from: waiver.from, until: waiver.until, opinion, decidedBy, opinionBy };
  });
  const { code } = troubleOf(troubleIn(rows.map(({ state }) => state)));
  if (json) {
    out.ready(visibleJson({ exitCode: code, asOf, waivers: rows }, 2));
    return code;
  }
  if (rows.length === 0) out.line(say('waiver.none'));
  for (const { id, state, control, subject, until, opinion } of rows) {
    out.line({ text: say('waiver.row', { id, state: say(`waiver.state.${state}`) }), style: 'bold' });
    out.line(`  ${say('waiver.about', { control, subject, until, opinion: say(`waiver.opinion.${opinion}`) })}`, 4);
  }
  out.line(`${say(`exit.${code}`)}.`);
  return code;
};
