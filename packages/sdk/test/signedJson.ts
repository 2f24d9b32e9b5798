// A scripted server's answers, signed as the service signs those to partners.
import type { ServerResponse } from 'node:http';
import { type AnswerKey, signAnswer } from '../src/testing/signing.ts';
import type { Arrived } from './scriptedServer.ts';

/** Answers with JSON, signed as the answer to this request. */
export async function signedJson(
  key: AnswerKey,
  { headers }: Arrived,
  response: ServerResponse,
  status: number,
  content: unknown,
): Promise<void> {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  const answer = { status, headers: { 'content-type': type }, body: JSON.stringify(content) };
  const signed = await signAnswer(answer, { headers: headers as Record<string, string> }, key, new Date());
  response.writeHead(status, { ...signed.headers }).end(signed.body);
}
