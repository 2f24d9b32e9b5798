// The floor: a bare Fastify that answers the very same bytes, and does nothing else.
import Fastify from 'fastify';

const { PORT, BODY_URL } = process.env;
const body = await (await fetch(BODY_URL)).text();
const app = Fastify();
app.get('/', async (_request, reply) => reply.type('application/json; charset=utf-8').send(body));
await app.listen({ port: Number(PORT), host: '127.0.0.1' });
