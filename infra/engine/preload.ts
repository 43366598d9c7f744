/** What runs in the process of a program before the program and the SDK do. */
import { answerUnknown, plainCallMark } from './plainCalls.ts';
import { spare } from './spared.ts';
import { unknownValue } from './values.ts';

/**
 * The program leads a group of its own: where its planner is killed, nobody else would end it, and it asks a server that is
 * gone for ever, ever faster and larger. `planner`: its process id, told and not read here, for it may be gone already.
 */
function endWithPlanner(planner: string): void {
  setInterval(() => {
    if (String(process.ppid) !== planner) process.exit(1);
  }, 1000).unref();
}

/** A function that names nothing outside of itself, and what it is called with, as a text that runs by itself. */
const called = (run: (...given: never[]) => void, ...given: readonly string[]): string =>
  `(${run.toString()})(${given.map((each) => JSON.stringify(each)).join()});`;

const steps = [
  called(endWithPlanner, String(process.pid)),
  called(spare, plainCallMark),
  called(answerUnknown, plainCallMark, unknownValue),
];

/** For `node --import`: the text itself, so that it needs no file beside the program. */
export const preload = `data:text/javascript,${encodeURIComponent(steps.join(''))}`;
