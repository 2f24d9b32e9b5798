// A plain ES module consumer.
import scenario from './scenario.cjs';

await scenario.run((name) => import(name));
console.log('ES module: done');
