// Started by heap.e2e.test.ts: keeps 55 MB of objects alive, makes many that live for a while, as those of questions do, and
// prints the most that the heap came to after a full collection, MB. `small`: as the bot's heap. Needs --expose-gc.
import { keepHeapSmall } from '../../../dist/bot/operating/heap.js';

if (process.argv[2] === 'small') keepHeapSmall();

const objects = (count) => Array.from({ length: count }, (_, at) => ({ at, text: `number ${at}` }));
const alive = objects(400_000);
const passing = [];
globalThis.gc();
let most = 0;
for (let round = 0; round < 400; round += 1) {
  passing.push(objects(4000));
  if (passing.length > 40) passing.shift();
  most = Math.max(most, process.memoryUsage().heapTotal);
}
console.log(Math.round(most / 2 ** 20), alive.length);
