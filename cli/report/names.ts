/** Names of countries, articles and subjects in the language of the reader; codes stay beside names, for they are exact. */
import { parseSubject, type Say } from '../../estate/index.ts';
import type { Report } from './report.ts';

/** English names come from the facts; French ones from Unicode's, for the facts have none. Never used in hashed bytes. */
export function countryName(report: Pick<Report, 'countries'>, say: Say, code: string): string {
  const known = report.countries?.find((country) => country.code === code)?.name;
  const language = say('report.language');
  if (language === 'en' && known !== undefined) return known;
  if (!/^[A-Z]{2}$/.test(code)) return code;
  const named = (style: 'short' | 'long') =>
    new Intl.DisplayNames(language, { type: 'region', style, fallback: 'code' }).of(code) ?? code;
  const short = named('short');
  // « É.-U. » beside its code tells a reader less than « États-Unis ».
  return short.includes('.') ? named('long') : short;
}

/** `SG Singapore`: the code first, so that lists line up and sentences stay exact. */
export function countryLabel(report: Pick<Report, 'countries'>, say: Say, code: string): string {
  const name = countryName(report, say, code);
  return name === code ? code : `${code} ${name}`;
}

/** `Singapore (SG)`, for running text. */
export function countryProse(report: Pick<Report, 'countries'>, say: Say, code: string): string {
  const name = countryName(report, say, code);
  return name === code ? code : `${name} (${code})`;
}

const articleOf = (reference: string) => reference.slice('GDPR '.length);

/** `GDPR articles 5(2), 32, 44; CSF SOV-3.1`: articles of the GDPR together and in order, other sources after them. */
export function referenceList(say: Say, references: readonly string[]): string {
  const articles = references
    .filter((each) => each.startsWith('GDPR '))
    .map(articleOf)
    .sort((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10) || one.localeCompare(other));
  const others = references
    .filter((each) => !each.startsWith('GDPR '))
    .map((each) => each.replace(/^EDPB\b/, () => say('source.EDPB')).replace('use case', () => say('source.use-case')));
  const gdpr =
    articles.length === 0 ? [] : [say('report.articles', { count: articles.length, list: articles.join(', ') })];
  return [...gdpr, ...others].join(', ');
}

/** What a subject names, read by a person: `operator op-0002 → store://oss-public/fan-export`. */
export function subjectShown(subject: string): string {
  try {
    const { scheme, segments } = parseSubject(subject);
    if (scheme !== 'access' && scheme !== 'path') return subject;
    return segments.join(' → ');
  } catch {
    // A subject of another spelling is shown as it is: nothing may vanish from a report.
    return subject;
  }
}
