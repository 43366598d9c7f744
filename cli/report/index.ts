/** One report value, every output of it: terminal, JSON, Markdown, HTML. */
export { type Report } from './report.ts';
export { reportOf } from './reportOf.ts';
export { storiesOf } from './story.ts';
export { renderHtml } from './html/page.ts';
export { renderJson, type ReportDocument } from './json.ts';
export { renderMarkdown } from './markdown.ts';
export { renderTerminal } from './terminal.ts';
export { inertJson, visible } from './visible.ts';
