/** `cloison estate seal`: a revision, that is number and digests of estate, facts and policies, signed by the owner. */
import {
  decodeBase64,
  digestOf,
  envelopeText,
  instantOf,
  parseEnvelope,
  parseJsonStrict,
  sealRevision,
} from '../../estate/index.ts';
import { committedFacts, committedPin } from '../../policies/index.ts';
import { loadEstate } from '../compose/loadEstate.ts';
import { loadKey } from '../compose/loadKey.ts';
import { loadTrust } from '../compose/loadTrust.ts';
import type { Run } from '../context.ts';
import type { Edge } from '../edge.ts';
import { UsageError } from '../usage.ts';
import { visibleJson } from '../visibleJson.ts';
import { mayWrite, writeOut } from '../write.ts';

interface Options {
  readonly path: string;
  readonly key: string;
  readonly out: string;
  readonly number?: string;
  readonly replaces?: string;
  /** Sealed too: a change of whose signature counts is the owner's to sign. */
  readonly trust?: string;
}

const maxRevisionBytes = 64 * 1024;

/** The number the revision before says; whether its signature holds is for whoever uses a revision, not for who makes the next. */
async function numberAfter(file: string, edge: Edge): Promise<number> {
  const { bytes } = (await edge.files()).read(file, maxRevisionBytes);
  const payload = decodeBase64(parseEnvelope(bytes).payload) ?? new Uint8Array();
  const { number } = parseJsonStrict(payload) as { number?: unknown };
  if (!Number.isSafeInteger(number)) throw new UsageError('wrong-value', file, [], '--replaces');
  return (number as number) + 1;
}

async function numberOf({ number, replaces }: Options, edge: Edge): Promise<number> {
  if (number === undefined) return replaces === undefined ? 1 : numberAfter(replaces, edge);
  if (!/^[1-9][0-9]{0,8}$/.test(number)) throw new UsageError('number', number, [], '--number');
  return Number(number);
}

export const estateSeal: Run<Options> = async (options, { edge, say, out, json }) => {
  const inputs = [options.path, options.key, options.replaces, options.trust];
  await mayWrite(options.out, { replaces: 'revision', inputs }, edge);
  const { digest } = await loadEstate(options.path, edge);
  const key = await loadKey(options.key, 'owner', edge);
  const number = await numberOf(options, edge);
  const digests = { estate: digest, facts: committedFacts().digest, policies: committedPin };
  const trust = options.trust === undefined ? {} : { trust: digestOf(await loadTrust(options.trust, edge)) };
  const envelope = sealRevision({ ...digests, ...trust, number, at: instantOf(edge.now()) }, key);
  await writeOut(edge, options.out, [envelopeText(envelope)]);
  if (json) out.ready(visibleJson({ exitCode: 0, file: options.out, number, ...digests, ...trust, key: key.id }, 2));
  else {
    out.line(say('seal.written', { number, file: options.out, ...digests }));
    out.line(say('seal.signer', { key: key.id }));
  }
  return 0;
};
