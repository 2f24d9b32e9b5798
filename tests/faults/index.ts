// What the command of the fault test loads.
export { startCity } from './city.ts';
export { runFaults } from './run.ts';
