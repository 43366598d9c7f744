/**
 * What a consumer of a file finds where nothing could be judged: a document of the form that it asked for, which says so.
 * An empty place, or the file of the run before, would look like a pass.
 */
import { sha256, type Say } from '../../../estate/index.ts';
import { markdownCode, markdownText } from '../../report/markdownText.ts';
import { inertJson, visible } from '../../report/visible.ts';
import { toolVersion } from '../../version.ts';
import type { Refusal, RefusedRow } from '../telling/refusal.ts';
import type { GateFormat } from '../rendering.ts';
import { suitesXml } from './junitXml.ts';
import { marker } from './markdown.ts';
import { schema } from './sarif.ts';
import { fit, physical } from './sarifParts.ts';

const inert = (document: unknown): string => `${inertJson(JSON.stringify(document, undefined, 2))}\n`;

/**
 * Under a category of its own, and without results: a run without results under the category of the gate would close
 * every alert that stands open there.
 */
function sarifOf({ exitCode, rows, environment = 'default' }: Refusal): string {
  const notices = rows.map(({ code, text, spot }) => ({
    level: 'error',
    descriptor: { id: code },
    message: { text: fit(visible(text)) },
    ...(spot === undefined || spot.line === 0 ? {} : { locations: [{ physicalLocation: physical(spot) }] }),
  }));
  const run = {
    tool: { driver: { name: 'cloison', semanticVersion: toolVersion(), rules: [] } },
    automationDetails: { id: `cloison-gate-refused/${encodeURIComponent(environment.toWellFormed())}/` },
    columnKind: 'utf16CodeUnits',
    invocations: [{ executionSuccessful: false, exitCode, toolExecutionNotifications: notices }],
    results: [],
  };
  return inert({ $schema: schema, version: '2.1.0', runs: [run] });
}

const nameOf = ({ code, spot }: RefusedRow): string =>
  spot === undefined || spot.file === '' ? code : `${spot.file}${spot.line === 0 ? '' : `:${spot.line}`} ${code}`;

function junitOf({ rows }: Refusal, say: Say): string {
  const cases = rows.map((row) => ({
    name: nameOf(row),
    outcome: 'error' as const,
    file: row.spot?.file,
    message: row.text,
    text: visible(row.text),
  }));
  return suitesXml([{ name: say('gate.suite.input'), id: 'gate/input', cases }]);
}

function codeQualityOf({ rows }: Refusal): string {
  return inert(
    rows.map((row) => ({
      check_name: 'gate/refused',
      description: visible(row.text),
      fingerprint: sha256(JSON.stringify(['refused', row.code, row.spot ?? null, row.text])),
      severity: 'blocker',
      // The widget takes nothing without a path.
      location: { path: visible(row.spot?.file || '-'), lines: { begin: Math.max(1, row.spot?.line ?? 1) } },
    })),
  );
}

function markdownOf({ rows, exitCode }: Refusal, say: Say): string {
  const list = rows.map((row) => `- ❌ ${markdownCode(nameOf(row))} ${markdownText(row.text).replaceAll('\n', ' ')}`);
  return `${marker}\n\n**${say(`exit.${exitCode}`)}.**\n\n${list.join('\n')}\n`;
}

/** Undefined for what is read where it is printed: the terminal, and the log of a step, whose summary is Markdown. */
export function renderRefused(refusal: Refusal, format: GateFormat, say: Say): string | undefined {
  if (format === 'sarif') return sarifOf(refusal);
  if (format === 'junit') return junitOf(refusal, say);
  if (format === 'markdown') return markdownOf(refusal, say);
  if (format === 'codequality') return codeQualityOf(refusal);
  if (format === 'json') return inert({ version: 'cloison/gate-refused/v1', ...refusal });
  return undefined;
}
