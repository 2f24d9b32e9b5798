// A plain CommonJS consumer.
const { run } = require('./scenario.cjs');

run(async (name) => require(name)).then(() => console.log('CommonJS: done'));
