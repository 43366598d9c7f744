/** `npm run engines [-- name...]`: makes the real servers that the integration tests start. One line per engine. */
import { installFromDebian } from './debianInstall.ts';
import { buildWithGo } from './goBuild.ts';
import type { Outcome } from './outcome.ts';
import { recipes } from './recipes.ts';
import type { Engine } from './recipes.ts';

const known = Object.keys(recipes) as Engine[];
const asked = process.argv.slice(2);
const strangers = asked.filter((name) => !known.includes(name as Engine));
if (strangers.length > 0) {
  console.error(`No engine is called ${strangers.join(', ')}; there are: ${known.join(', ')}.`);
  process.exit(2);
}

/** Debian packages first: they take seconds, a build may take minutes. */
function make(engine: Engine): Outcome {
  const { go, debian } = recipes[engine];
  const packaged = debian && installFromDebian(debian);
  if (!go || packaged?.state === 'failed' || packaged?.state === 'skipped') {
    return packaged ?? { state: 'failed', detail: 'has no recipe' };
  }
  return buildWithGo(engine, go);
}

const outcomes = known
  .filter((name) => asked.length === 0 || asked.includes(name))
  .map((engine) => {
    const before = performance.now();
    const outcome = make(engine);
    const seconds = ((performance.now() - before) / 1000).toFixed(1);
    console.log(`${engine.padEnd(10)} ${outcome.state.padEnd(9)} ${seconds.padStart(6)} s  ${outcome.detail}`);
    return outcome.state;
  });

const incomplete = outcomes.includes('failed') || (process.env['CI'] === 'true' && outcomes.includes('skipped'));
process.exit(incomplete ? 1 : 0);
