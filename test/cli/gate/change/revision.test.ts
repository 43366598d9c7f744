import { expect, it } from 'vitest';
import { estateAt, gate, good, planAt, preview } from '../world.ts';

it('names the word that is no revision: an input after the option is one more of its values', async () => {
  const plan = planAt(preview([good]));
  const ran = await gate(['--estate', estateAt(), '--revision', plan]);
  expect(ran.code).toBe(2);
  expect(ran.err).toContain('plan.json” is no signed revision of the estate.');
  expect(ran.err).toContain('name the inputs before the options');
});
