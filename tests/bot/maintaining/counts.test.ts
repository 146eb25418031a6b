import { stateInFile } from '../support/test-state.ts';
import { countsContract } from './counts.contract.ts';

countsContract(stateInFile);
