import { parseArgs } from 'node:util';
import { runLoad } from './load.ts';

// `npm run load`: more and more questions a second, until answers take too long; then twice as many.
// --documents FOLDER --library FOLDER: what is asked about, the first document unless told. --rates 5,10,20 --seconds 15

const { values } = parseArgs({
  options: {
    documents: { type: 'string' },
    library: { type: 'string' },
    rates: { type: 'string', default: '2,5,10,15,20,24,26,28,30,35,40' },
    seconds: { type: 'string', default: '15' },
  },
});

const outcome = await runLoad({
  ...(values.documents !== undefined && { documents: values.documents }),
  ...(values.library !== undefined && { library: values.library }),
  ratesPerSecond: values.rates.split(',').map(Number),
  secondsEach: Number(values.seconds),
  tell: (line) => console.log(line),
});
process.exit(outcome.isPassed ? 0 : 1);
