import { stateInFile } from '../support/test-state.ts';
import { voteBookContract } from './vote-book.contract.ts';

voteBookContract(stateInFile);
