/**
 * `cloison doctor`: what this machine and this estate lack, one line each, with what to do. It asks no network unless told.
 * 0 where nothing that was named is wrong; 2 for what is refused, 3 for what has expired or does not answer.
 */
import { instantOf } from '../../estate/index.ts';
import { catalogueOf, committedEngine } from '../../policies/index.ts';
import { readEstateAt } from '../compose/loadEstate.ts';
import type { Context, Run } from '../context.ts';
import type { Check, Level } from '../doctor/check.ts';
import { keyChecks, trustChecks } from '../doctor/keys.ts';
import { machineChecks, realMachine } from '../doctor/machine.ts';
import { estateChecks } from '../doctor/papers.ts';
import { placeChecks, reachChecks } from '../doctor/places.ts';
import { doctorWords } from '../doctor/words.ts';
import { realGit } from '../gate/judge/git.ts';
import { troubleOf } from '../outcome.ts';
import type { Style } from '../print.ts';
import { visibleJson } from '../visibleJson.ts';

interface Options {
  readonly estate?: string;
  readonly trust?: string;
  readonly key?: string;
  readonly reach?: boolean;
}

const signs: Readonly<Record<Level, readonly [sign: string, style: Style]>> = {
  good: ['✓', 'green'],
  note: ['·', 'dim'],
  warn: ['!', 'yellow'],
  wrong: ['✗', 'red'],
};

async function checked(options: Options, { edge }: Context): Promise<readonly (readonly [part: string, Check[]])[]> {
  const { estate: path, trust: trustAt, reach } = options;
  const files = await edge.files();
  const now = instantOf(edge.now());
  const git = edge.git ?? realGit;
  const folder = path === undefined ? undefined : await readEstateAt(path, edge);
  const { trust, checks } = trustChecks(trustAt, path, now, files);
  const controls = new Set(catalogueOf(committedEngine()).map(({ id }) => id));
  const key = options.key ?? edge.env['CLOISON_KEY'];
  return [
    ['machine', machineChecks(edge.machine ?? realMachine, now, git)],
    ['keys', [...checks, ...keyChecks(key, trust, now, files, git)]],
    ['estate', estateChecks(folder, path ?? '', { trust, now, controls })],
    [
      'places',
      [...placeChecks(folder?.estate, edge, files), ...(await reachChecks(folder?.estate, reach === true, edge))],
    ],
  ];
}

export const doctor: Run<Options> = async (options, given) => {
  const context: Context = { ...given, say: given.speak(doctorWords) };
  const { out, say, json } = context;
  const parts = await checked(options, context);
  const all = parts.flatMap(([, checks]) => checks);
  const weights = Map.groupBy(all, (check) => check.as);
  const counted = (['badInput', 'stale', 'gaps'] as const).map((as) => [as, weights.get(as)?.length ?? 0] as const);
  const { code } = troubleOf(Object.fromEntries(counted));
  const told = ({ id, level, values: own = {} }: Check) => {
    const isWaiver = id === 'waiver-open';
    const values = isWaiver ? { ...own, state: say(`waiver.state.${String(own['state'])}`) } : own;
    const next = level === 'good' ? undefined : say(`doctor.${id}.next`, values);
    return { id, level, values: own, sentence: say(`doctor.${id}`, values), ...(next !== undefined && { next }) };
  };
  if (json) {
    const rows = parts.flatMap(([part, checks]) => checks.map((check) => ({ part, ...told(check) })));
    out.ready(visibleJson({ version: 'cloison/doctor/v1', exitCode: code, checks: rows }, 2));
    return code;
  }
  const of = (level: Level) => all.filter((check) => check.level === level).length;
  out.line({ text: say('doctor.headline', { wrong: of('wrong'), warn: of('warn') }), style: 'bold' }, 0);
  for (const [part, checks] of parts) {
    if (checks.length === 0) continue;
    out.line();
    out.line({ text: say(`doctor.part.${part}`), style: 'bold' });
    for (const check of checks) {
      const [sign, style] = signs[check.level];
      const { sentence, next } = told(check);
      out.line([{ text: sign, style }, ` ${sentence}${next === undefined ? '' : ` → ${next}`}`], 2);
    }
  }
  out.line();
  out.line({ text: `${say(`exit.${code}`)}.`, style: 'bold' });
  return code;
};
