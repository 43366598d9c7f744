/** `cloison estate seal`: a revision, that is number and digests of estate, facts and policies, signed by the owner. */
import {
  controlsNamed,
  dayOf,
  digestOf,
  envelopeText,
  instantOf,
  sealRevision,
  startingOn,
} from '../../estate/index.ts';
import { committedFacts, committedPin, controlSince, looseningControl } from '../../policies/index.ts';
import { loadEstate } from '../compose/loadEstate.ts';
import { loadKey } from '../compose/loadKey.ts';
import { loadTrust } from '../compose/loadTrust.ts';
import { benchOf } from '../compose/premises.ts';
import { revisionBefore, type RevisionBefore } from '../compose/revisionBefore.ts';
import type { Run } from '../context.ts';
import { UsageError } from '../usage.ts';
import { visibleJson } from '../visibleJson.ts';
import { mayWrite, writeOut } from '../write.ts';

interface Options {
  readonly path: string;
  readonly key: string;
  readonly out: string;
  readonly number?: string;
  /** Its number is counted on from, and a control that it did not have only warns for two weeks. */
  readonly replaces?: string;
  /** Sealed too: a change of whose signature counts is the owner's to sign. */
  readonly trust?: string;
}

function numberOf({ number }: Options, before: RevisionBefore | undefined): number {
  if (number === undefined) return before === undefined ? 1 : before.number + 1;
  if (!/^[1-9][0-9]{0,8}$/.test(number)) throw new UsageError('number', number, [], '--number');
  return Number(number);
}

export const estateSeal: Run<Options> = async (options, { edge, say, out, json }) => {
  const inputs = [options.path, options.key, options.replaces, options.trust];
  await mayWrite(options.out, { replaces: 'revision', inputs }, edge);
  const { digest } = await loadEstate(options.path, edge);
  const key = await loadKey(options.key, 'owner', edge);
  const trusted = options.trust === undefined ? undefined : await loadTrust(options.trust, edge);
  const at = instantOf(edge.now());
  const before = await revisionBefore(options.replaces, { key, trust: trusted, now: at }, edge);
  const number = numberOf(options, before);
  const digests = { estate: digest, facts: committedFacts().digest, policies: committedPin };
  const trust = trusted === undefined ? {} : { trust: digestOf(trusted) };
  const controls = controlsNamed({
    controls: benchOf().catalogue.map(({ id }) => id),
    firm: [looseningControl],
    policies: committedPin,
    at,
    before: before?.proven,
    since: controlSince,
  });
  const envelope = sealRevision({ ...digests, ...trust, controls, number, at }, key);
  await writeOut(edge, options.out, [envelopeText(envelope)]);
  const starting = startingOn(controls, dayOf(at));
  if (json) {
    const told = { file: options.out, number, ...digests, ...trust, starting, key: key.id };
    out.ready(visibleJson({ exitCode: 0, ...told }, 2));
    return 0;
  }
  out.line(say('seal.written', { number, file: options.out, ...digests }));
  if (before !== undefined && before.proven === undefined) out.line(say('seal.unproven'));
  for (const [until, all] of Map.groupBy(starting, (each) => each.until))
    out.line(say('seal.starting', { count: all.length, until, named: all.map(({ control }) => control).join(', ') }));
  out.line(say('seal.signer', { key: key.id }));
  return 0;
};
