/** Two ways to write events down: one a line, or all of them in one answer of the REST interface. */
import { each, readJson } from '../json/door.ts';
import { readJsonLines } from '../json/lines.ts';
import type { Head, PlanReader } from '../reader.ts';
import type { PlanInput, Told } from '../told.ts';
import { Events } from './events.ts';
import { announced } from './telling.ts';

const kind = 'pulumi-events';

async function* lines(input: PlanInput, signal: AbortSignal): AsyncGenerator<Told> {
  const events = new Events(input.name);
  let isTorn = false;
  for await (const told of readJsonLines(input.bytes, { file: input.name })) {
    if (signal.aborted) return;
    if (told.tell === 'problem') yield told;
    else if (told.tell === 'value') yield* events.event(told.value, told.at, told.path);
    else if (told.tell === 'torn') {
      isTorn = true;
      yield events.telling.short('torn', { line: told.at.line });
    }
  }
  yield* events.end(isTorn);
}

async function* answer(input: PlanInput, signal: AbortSignal): AsyncGenerator<Told> {
  const events = new Events(input.name);
  const wanted = [['events', each], ['continuationToken']];
  for await (const told of readJson(input.bytes, { file: input.name, wanted })) {
    if (signal.aborted) return;
    if (told.tell === 'problem') yield told;
    if (told.tell !== 'value') continue;
    const { path, value, at } = told;
    if (path[0] === 'continuationToken') {
      // The next page was never asked for.
      if (value !== null && value !== '') yield events.telling.short('incomplete');
    } else if (path.length === 2) yield* events.event(value, at, path);
    else if (value !== null) yield events.telling.problem('plan-shape', at, path, { expected: 'list' });
  }
  yield* events.end(false);
}

/** The log is numbered line by line; a first line cut in its middle still shows its number and its event. */
const isEvent = (keys: ReadonlySet<string>): boolean =>
  keys.has('sequence') && [...keys].some((key) => key === 'timestamp' || key.endsWith('Event'));

export const pulumiEventLog: PlanReader = {
  kind,
  claims: ({ shape, keys }: Head) => shape === 'object' && isEvent(keys),
  read: (input, signal) => announced(input.name, kind, lines(input, signal)),
};

export const pulumiEventAnswer: PlanReader = {
  kind,
  claims: ({ shape, keys }: Head) =>
    shape === 'object' &&
    keys.has('events') &&
    [...keys].every((key) => key === 'events' || key === 'continuationToken'),
  read: (input, signal) => announced(input.name, kind, answer(input, signal)),
};
