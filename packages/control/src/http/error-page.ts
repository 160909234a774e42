import { errorEntry } from '@sallyport/contract';
import type { FastifyReply } from 'fastify';

/** A plain page for one code of the registry: where `Recommend` of an error body leads. */
export async function errorPage(code: string, reply: FastifyReply): Promise<FastifyReply> {
  const entry = errorEntry(code);
  const page = reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'").type('text/html; charset=utf-8');
  if (entry === undefined) return page.code(404).send(render('Unknown code', 'This code is not in the registry.', '该错误码不在登记表中。', ''));
  return page.code(200).send(render(code, entry.en, entry.zh, `HTTP ${entry.status}`));
}

function render(title: string, en: string, zh: string, status: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(title)}</title>
<style>body{font:16px/1.5 sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem}code{font-size:1.2em}</style>
<h1><code>${escape(title)}</code></h1><p>${escape(status)}</p><p>${escape(en)}</p><p lang="zh">${escape(zh)}</p></html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0) ?? 63};`);
}
