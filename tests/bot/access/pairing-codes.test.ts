import { stateInFile } from '../support/test-state.ts';
import { pairingCodesContract } from './pairing-codes.contract.ts';

pairingCodesContract(stateInFile);
