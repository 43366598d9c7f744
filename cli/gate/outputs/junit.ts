/**
 * JUnit XML, as GitLab, Jenkins and Azure read it: a suite a control, a case a subject. A deviation fails, an unknown is an
 * error, what an exception or a baseline excuses is skipped with its reason; what was not understood is a suite of its own.
 */
import type { Say } from '../../../estate/index.ts';
import { subjectShown } from '../../report/names.ts';
import { visible } from '../../report/visible.ts';
import { condensed, type Condensed } from '../telling/condensed.ts';
import { freezesShown } from '../telling/moves.ts';
import { baselineWarning, leftOver, leftOverNext, reasonShown, rowShown } from '../telling/opening.ts';
import { peopleShown } from '../telling/peopleShown.ts';
import { linesOf } from '../telling/settling.ts';
import { shortSentence } from '../telling/shorts.ts';
import { isOpen, type GateReport } from '../report.ts';
import {
  excusedBy,
  spotShown,
  standingOf,
  stepOf,
  titleOf,
  whatShown,
  whereShown,
  type GateTeller,
} from '../telling/telling.ts';
import { suitesXml, type Case } from './junitXml.ts';

/** GitLab refuses a file of more than 250,000 objects; a case with its failure is about ten of them. */
const mostCases = 10_000;
const mostNamed = 100;

const bodyOf = (rows: readonly string[]): string => rows.map(visible).join('\n');

function findingCase(teller: GateTeller, { head, count }: Condensed): Case {
  const { say } = teller;
  const name = subjectShown(head.subject) + (count === 1 ? '' : ` ${say('gate.told-together', { count })}`);
  const spot = head.position ?? head.declaredAt;
  const told = { name, file: spot?.file, message: whatShown(teller, head) };
  if (!isOpen(head)) return { ...told, outcome: 'skipped', message: excusedBy(teller, head)! };
  const text = [
    whereShown(teller, head),
    ...(head.position === undefined && spot !== undefined ? [spotShown(spot)!] : []),
    standingOf(teller, head).join(' · '),
    stepOf(teller, head),
    ...(head.makeKnown === undefined ? [] : linesOf(head.makeKnown)),
  ];
  return { ...told, outcome: head.verdict === 'deny' ? 'failure' : 'error', text: bodyOf(text) };
}

/** What was let pass is listed too, as long as it fits: a pass names what it looked at. */
function passedCases({ decisions }: GateReport, control: string, room: number): Case[] {
  const own = decisions.filter((row) => row.control === control && row.verdict === 'allow');
  return own.slice(0, room).map(({ subject }) => ({ name: subjectShown(subject), outcome: 'passed' }));
}

/** A remark: it moves no code, so it neither fails nor passes. */
function peopleCases(teller: GateTeller): Case[] {
  const people = peopleShown(teller);
  if (people === undefined) return [];
  return [
    {
      name: teller.say('gate.section.people'),
      outcome: 'skipped',
      message: [people.head, ...people.rows, people.next].join(' '),
    },
  ];
}

function inputCases(teller: GateTeller): Case[] {
  const { report } = teller;
  const shorts = report.shorts.map((short): Case => {
    const message = shortSentence(teller, short);
    return { name: short.input, outcome: 'error', message, text: visible(message) };
  });
  const rows = leftOver(report.rows).map(({ type, reason, rows: all }): Case => {
    const message = `${reasonShown(teller, reason)} (${all.length})`;
    return {
      name: type,
      outcome: 'error',
      message,
      text: bodyOf([
        ...all.slice(0, mostNamed).map((row) => rowShown(teller, row)),
        ...(all.length > mostNamed ? [teller.say('gate.more', { count: all.length - mostNamed })] : []),
        leftOverNext(teller, reason),
      ]),
    };
  });
  const frozen = freezesShown(teller).map((message, at): Case => ({
    name: `freeze ${at + 1}`,
    outcome: 'failure',
    message,
    text: visible(message),
  }));
  const warning = baselineWarning(teller);
  const excused: Case[] = warning === undefined ? [] : [{ name: 'baseline', outcome: 'skipped', message: warning }];
  return [...shorts, ...rows, ...frozen, ...excused, ...peopleCases(teller)];
}

export function renderJunit(report: GateReport, say: Say): string {
  const teller: GateTeller = { report, say, shield: (text) => text };
  const found = Map.groupBy(condensed(report.findings, mostCases), ({ head }) => head.control);
  const controls = [...new Set([...report.decisions, ...report.findings].map(({ control }) => control))];
  let room = mostCases;
  const suites = controls.map((control) => {
    const own = found.get(control) ?? [];
    const passed = passedCases(report, control, room);
    room -= passed.length;
    const name = own[0] === undefined ? say(`${control}.title`) : titleOf(teller, own[0].head);
    return { name, id: control, cases: [...own.map((each) => findingCase(teller, each)), ...passed] };
  });
  const all = [{ name: say('gate.suite.input'), id: 'gate/input', cases: inputCases(teller) }, ...suites];
  return suitesXml(all.filter(({ cases }) => cases.length > 0));
}
