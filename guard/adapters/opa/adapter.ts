/**
 * The Data API of OPA (`POST /v1/data/<path>`), for whoever has a whole question: `cloison/<stage>` or `cloison/main/<stage>`.
 * The caller vouches for the facts in it, so this door is for our own tools and for tests, not for engines.
 */
import { parseJsonStrict, placeOf, type Json } from '../../../estate/index.ts';
import { isQuestion, put, stages, type Answer, type Question } from '../../../policies/index.ts';
import { Refused, type Adapter, type Call, type Desk, type Failure, type Outcome, type Reply } from '../../adapter.ts';

const id = 'opa';
const route = /^\/v1\/data\/cloison\/(?:main\/)?([a-z]+)$/;
/** Clocks of two machines may differ by as much; a question of another day is a replay, and a guard refuses those. */
const skewMillis = 5 * 60 * 1000;

/** As OPA says it: errors have a code, an undefined document has no result. */
function refused(code: string, message: string, status: number): Reply {
  return { status, body: { code, message } };
}

function questionIn(input: Json, stage: string, now: string): Question {
  if (!isQuestion(input) || input.stage !== stage) throw new Refused('malformed');
  const distance = Math.abs(Date.parse(input.asOf) - Date.parse(now));
  if (!(distance <= skewMillis) || input.phase !== 'request') throw new Refused('replay');
  return input;
}

/** The log names no subject here: a caller may call it anything. */
function logged(question: Question, { decisions }: Answer, desk: Desk): Outcome {
  const refusing = decisions.filter(({ verdict }) => verdict === 'deny' || verdict === 'unknown');
  const deciding = refusing.map(({ control, verdict, reasons }) => ({
    control,
    verdict,
    codes: reasons.map(({ code }) => code),
  }));
  const isDenied = deciding.some(({ verdict }) => verdict === 'deny');
  const ruling = {
    holder: { who: 'identity', id: desk.commit('question', question.subject.id) },
    container: question.subject.id,
    verdict: isDenied ? 'deny' : deciding.length > 0 ? 'unknown' : 'allow',
    isProtected: true,
    question: { ...question, operator: { state: 'unknown' } },
    decisions,
    deciding,
    basis: question.session?.state === 'value' ? 'seen' : 'open',
    waivers: [],
    ask: [],
  } as const;
  return desk.conclude({ adapter: id, place: placeIn(question, desk), rulings: [ruling] });
}

function placeIn({ subject }: Question, { estate }: Desk): string {
  const named = subject.place ?? placeOf(subject.id) ?? '';
  const known = Object.values(estate.zones).some((zone) => Object.hasOwn(zone.places ?? {}, named));
  return known ? named : 'none';
}

function answer({ path, body }: Call, desk: Desk): Reply {
  const stage = route.exec(path)?.[1];
  const document = parseJsonStrict(body);
  if (typeof document !== 'object' || document === null || Array.isArray(document)) throw new Refused('malformed');
  const input = (document as { readonly input?: Json }).input;
  if (stage === undefined || !(stages as readonly string[]).includes(stage)) return { status: 200, body: {} };
  if (input === undefined) {
    const message = "'input' key missing from the request";
    return { status: 200, body: { warning: { code: 'api_usage_warning', message } } };
  }
  const { question, answer: result } = put(
    desk.bench.engine,
    desk.bench.catalogue,
    questionIn(input, stage, desk.bench.view.asOf),
  );
  // A question that no control is about is answered by nobody: an empty list must not read as "no objection".
  if (result.decisions.length === 0) throw new Refused('no-rule');
  return { status: 200, body: { result, decision_id: logged(question, result, desk).id } };
}

const statuses: Partial<Record<Failure, number>> = { oversized: 413, late: 408, internal: 500 };

export const opa: Adapter = {
  id,
  serves: (path) => path.startsWith('/v1/data/'),
  answer,
  refusal: ({ reason }, failure) =>
    refused(failure === 'internal' ? 'internal_error' : 'invalid_parameter', reason, statuses[failure] ?? 400),
};
