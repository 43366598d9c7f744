/** One report value, every output of it: terminal, JSON, Markdown, HTML. */
export { type Country, type LawReach, type Seal, type Sighting, type Standing } from './background.ts';
export { exitCodes, type Outcome, type Report, type Run, type Story } from './report.ts';
export { reportOf } from './reportOf.ts';
export { storiesOf } from './story.ts';
export { renderHtml } from './html/page.ts';
export { renderJson, reportVersion, type ReportDocument } from './json.ts';
export { renderMarkdown } from './markdown.ts';
export { renderTerminal, type TerminalOptions } from './terminal.ts';
export { inertJson, visible } from './visible.ts';
