/**
 * The policy pack: the process that Pulumi starts. It refuses to start without an estate, and prints nothing to standard
 * output, whose first line is the SDK's own (the port). The change under test configures nothing of it.
 */
import { isAbsolute } from 'node:path';
import { PolicyPack } from '@pulumi/policy';
import { instantOf, type Language } from '../../estate/index.ts';
import { groundAt, speakerOf } from './ground.ts';
import { runError } from './runError.ts';
import { PackPolicies } from './policies.ts';

type Environment = Readonly<Record<string, string | undefined>>;

function languageOf(env: Environment): Language {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => (value ?? '') !== '') ?? '';
  return /^fr(?:[_.@-]|$)/i.test(locale) ? 'fr' : 'en';
}

/** Pulumi reads the port from the first line of standard output: what a library prints before it would be taken for one. */
function speakOnlyPort(): void {
  const print = console.log;
  console.log = (...words: unknown[]) => {
    if (words.length !== 1 || !/^\d{1,5}$/.test(String(words[0]))) return console.error(...words);
    console.log = console.error;
    return print(...words);
  };
}

/** Throws, and so ends the process, where the pack could not judge. */
function start(env: Environment, now: Date): PolicyPack {
  const language = languageOf(env);
  const say = speakerOf(language);
  const { CLOISON_ESTATE: estate, CLOISON_TRUST: trust } = env;
  if ((estate ?? '') === '') throw runError(say('pack.no-estate'));
  const given = { CLOISON_ESTATE: estate!, ...((trust ?? '') === '' ? {} : { CLOISON_TRUST: trust! }) };
  for (const [name, path] of Object.entries(given))
    if (!isAbsolute(path)) throw runError(say('pack.relative', { name, path }));
  const trusted = given.CLOISON_TRUST === undefined ? {} : { trust: given.CLOISON_TRUST };
  const ground = groundAt({ estate: given.CLOISON_ESTATE, language, now: instantOf(now), ...trusted });
  speakOnlyPort();
  return new PolicyPack('cloison', {
    policies: new PackPolicies(ground).list(),
    enforcementLevel: 'mandatory',
    description: say('pack.description'),
  });
}

export const pack = start(process.env, new Date());
