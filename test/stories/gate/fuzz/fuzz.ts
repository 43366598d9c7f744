/** `npm run fuzz -- [wounds] [seed]`: 10,000 wounds, or as many as asked, by another seed each time. Ends with 1 where one passes that should not. */
import { drawn } from './bases.ts';
import { campaign, scoreTold } from './campaign.ts';

const [wounds = '10000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
console.log(`seed ${seed}`);
const score = await campaign(drawn, Number(wounds), Number(seed));
console.log(scoreTold(score));
for (const each of score.wrong) console.log(each);
process.exitCode = score.wrong.length === 0 ? 0 : 1;
