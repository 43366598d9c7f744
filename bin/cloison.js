#!/usr/bin/env node
// Plain JavaScript that any Node since 18 can parse: it only finds a Node that runs the tool, and the tool.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
const isNewEnough = major > 22 || (major === 22 && minor >= 18);

function here(path) {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** A checkout has the sources; the published package has `dist`, because Node strips no types under node_modules. */
async function start() {
  nodeModule.enableCompileCache?.();
  const isCheckout = existsSync(here('../cli/main.ts'));
  const { runHere } = await import(isCheckout ? '../cli/main.ts' : '../dist/cli/main.js');
  await runHere();
}

if (isNewEnough) {
  await start();
} else {
  const beside = here(`../node_modules/.bin/node${process.platform === 'win32' ? '.exe' : ''}`);
  if (existsSync(beside) && process.env.CLOISON_REEXEC !== '1') {
    const done = spawnSync(beside, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
      stdio: 'inherit',
      // Once: should that Node be old too, it must say so and not start itself for ever.
      env: { ...process.env, CLOISON_REEXEC: '1' },
    });
    process.exitCode = done.status ?? 70;
  } else {
    process.stderr.write(`cloison: Node.js 22.18 or later is needed; this is ${process.versions.node}.\n`);
    process.exitCode = 2;
  }
}
