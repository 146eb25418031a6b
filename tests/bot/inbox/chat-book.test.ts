import { stateInFile } from '../support/test-state.ts';
import { chatBookContract } from './chat-book.contract.ts';

chatBookContract(stateInFile);
