/** The form of JUnit XML: cases in suites, counted, and nothing in them that XML cannot hold. */
import { visible } from '../../report/visible.ts';

/** XML 1.0 has no form at all for some characters, not even escaped: after `visible` only these two are left. */
function xml(text: string): string {
  return visible(text)
    .replace(/[\uFFFE\uFFFF]/g, (char) => `\\u{${char.charCodeAt(0).toString(16)}}`)
    .replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

export interface Case {
  readonly name: string;
  readonly outcome: Outcome;
  readonly file?: string | undefined;
  readonly message?: string;
  /** Rows of the body: foreign names in it are visible already, so that none of them makes a row of its own. */
  readonly text?: string;
}

function caseXml(suite: string, { name, outcome, file, message = '', text = '' }: Case): string {
  const at = file === undefined ? '' : ` file="${xml(file)}"`;
  const open = `    <testcase name="${xml(name)}" classname="${xml(suite)}"${at}`;
  if (outcome === 'passed') return `${open}/>`;
  const inner =
    outcome === 'skipped'
      ? `<skipped message="${xml(message)}"/>`
      : `<${outcome} type="${xml(suite)}" message="${xml(message)}">${text.split('\n').map(xml).join('\n')}</${outcome}>`;
  return `${open}>${inner}</testcase>`;
}

const tally = (cases: readonly Case[], outcome: Outcome) => cases.filter((each) => each.outcome === outcome).length;

function counted(cases: readonly Case[]): string {
  const of = (outcome: Outcome) => tally(cases, outcome);
  return `tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}" skipped="${of('skipped')}"`;
}

function suiteXml(name: string, id: string, cases: readonly Case[]): string {
  const rows = cases.map((each) => caseXml(id, each));
  return [`  <testsuite name="${xml(name)}" ${counted(cases)}>`, ...rows, '  </testsuite>'].join('\n');
}

/** Named by its subject alone, as when it passes: a consumer compares runs by the name. Where it is written stands in the text. */
interface Suite {
  readonly name: string;
  readonly id: string;
  readonly cases: readonly Case[];
}

export function suitesXml(told: readonly Suite[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="cloison gate" ${counted(told.flatMap(({ cases }) => cases))}>`,
    ...told.map(({ name, id, cases }) => suiteXml(name, id, cases)),
    '</testsuites>\n',
  ].join('\n');
}
