import { encodeXml } from '@sallyport/contract';
import type { FastifyReply } from 'fastify';
import type { AnswerForm } from '../dispatch/answer-form.ts';

/** Sends what a call answers in the form that was asked for. `root`: the element around it, where the form has one. */
export async function sendBody(reply: FastifyReply, form: AnswerForm, root: string, body: object): Promise<FastifyReply> {
  // To the letter: the vendor's newer client reads an error as XML under this very text alone.
  if (form === 'xml') return reply.type('text/xml;charset=utf-8').send(encodeXml(root, body));
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(body));
}
