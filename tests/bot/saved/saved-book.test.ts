import { stateInFile } from '../support/test-state.ts';
import { savedBookContract } from './saved-book.contract.ts';

savedBookContract(stateInFile);
