import { stateInFile } from '../support/test-state.ts';
import { settingsBookContract } from './settings-book.contract.ts';

settingsBookContract(stateInFile);
