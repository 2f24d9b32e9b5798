// The clients measured, each with one read and nothing else: the same server, the same bytes, its own defaults.
import { Agent, request } from 'node:http';
import { Octokit } from '@octokit/core';
import { PostgrestClient } from '@supabase/postgrest-js';
import axios from 'axios';
import OpenAI from 'openai';
import createFetchClient from 'openapi-fetch';
import Stripe from 'stripe';

/** The floor: `node:http` over kept-alive connections, the body parsed. */
function bareHttp(url) {
  const agent = new Agent({ keepAlive: true });
  return () =>
    new Promise((resolve, reject) => {
      request(`${url}/v1/matters/HZ-GA-041`, { agent }, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part)).on('end', () => resolve(JSON.parse(Buffer.concat(parts))));
      })
        .on('error', reject)
        .end();
    });
}

/** Axios with its own connections, as the SDK uses it. */
const bareAxios = (url) => async () => (await axios.get(`${url}/v1/matters/HZ-GA-041`)).data;

const bareFetch = (url) => async () => (await fetch(`${url}/v1/matters/HZ-GA-041`)).json();

function stripe(url) {
  const { hostname, port } = new URL(url);
  const client = new Stripe('sk_test_measured', {
    host: hostname,
    port: Number(port),
    protocol: 'http',
    telemetry: false,
  });
  return () => client.customers.retrieve('cus_1');
}

function openai(url) {
  const client = new OpenAI({ apiKey: 'measured', baseURL: `${url}/v1` });
  return () => client.models.retrieve('one');
}

function octokit(url) {
  const client = new Octokit({ baseUrl: url });
  return () => client.request('GET /repos/{owner}/{repo}', { owner: 'a', repo: 'b' });
}

function openapiFetch(url) {
  const client = createFetchClient({ baseUrl: url });
  return () => client.GET('/v1/matters/{matterId}', { params: { path: { matterId: 'HZ-GA-041' } } });
}

function postgrest(url) {
  const client = new PostgrestClient(url);
  return () => client.from('matters').select('*');
}

/** Every peer by the name it has in the table. */
export const peers = {
  'node:http': bareHttp,
  fetch: bareFetch,
  axios: bareAxios,
  'stripe-node': stripe,
  openai,
  '@octokit/core': octokit,
  'openapi-fetch': openapiFetch,
  '@supabase/postgrest-js': postgrest,
};
