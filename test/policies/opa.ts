/** The same questions put to OPA itself: one process for all of them. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { committedRows, policyData, stages, type Answer, type Question } from '../../policies/index.ts';

/** Answers every question of the input, by position. */
export const harness = `package harness
import rego.v1
${stages
  .map(
    (stage) => `answers[i] := reply if {
	some i, question in input.questions
	question.stage == "${stage}"
	reply := data.cloison.main.${stage} with input as question
}
`,
  )
  .join('')}`;

/** Answers by position; a question that OPA leaves undefined is missing. */
export function askOpa(
  opa: string,
  sources: readonly string[],
  questions: readonly Question[],
): Record<string, Answer> {
  const folder = mkdtempSync(join(tmpdir(), 'cloison-opa-'));
  try {
    writeFileSync(join(folder, 'harness.rego'), harness);
    writeFileSync(join(folder, 'facts.json'), JSON.stringify({ cloison: { facts: policyData(committedRows) } }));
    writeFileSync(join(folder, 'input.json'), JSON.stringify({ questions }));
    const data = [...sources, join(folder, 'harness.rego'), join(folder, 'facts.json')].flatMap((path) => ['-d', path]);
    const text = execFileSync(
      opa,
      ['eval', ...data, '-i', join(folder, 'input.json'), '-f', 'raw', 'data.harness.answers'],
      {
        maxBuffer: 256 * 1024 * 1024,
      },
    ).toString();
    return JSON.parse(text) as Record<string, Answer>;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
