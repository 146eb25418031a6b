/** Documents of a town, to be read on in: sections of one part and of several, long sentences, and names that would ring. */

const PURPOSES = 'trade fishing music sport science charity health theatre painting dancing'.split(
  ' ',
);

/** Too long for a section's part or for a message as one. */
export const CLUBS = Array.from(
  { length: 40 },
  (_, at) =>
    `Club number ${at + 1} was founded for ${PURPOSES[at % PURPOSES.length]} and meets on day ${(at % 28) + 1} of each month in room ${at + 100}.`,
);

/** Longer than a button copies. */
export const LONG_SENTENCE = `The lighthouse keeper, who lives in the tower all year round, lights the lamp ${'and cleans the great mirrors and writes the log and looks after the stores '.repeat(4)}every evening at dusk.`;

export const CHARTER = [
  '# Town charter',
  '',
  'The charter was adopted in 1850 by the assembly of the town.',
  '',
  '## Rights',
  '',
  '### Voting',
  '',
  'Every resident who is eighteen years old may vote in elections. The ballot is secret. Ballots are counted in public on the same evening.',
  '',
  '### Fishing',
  '',
  'Anybody may fish from the old bridge. Nets are forbidden there. Ask @harbourmaster for a boat.',
  '',
  '## Lighthouse',
  '',
  LONG_SENTENCE,
  '',
  '## Clubs',
  '',
  CLUBS.join(' '),
  '',
].join('\n');

export const HARBOUR = [
  'Harbour rules',
  '',
  'Ships must announce their arrival by radio two hours ahead. The pilot comes aboard at the buoy.',
  '',
  'Dogs may not leave the ships. Fines for loose dogs are twenty crowns.',
  '',
].join('\n');

export const TOWN = { 'charter.md': CHARTER, 'port/harbour.txt': HARBOUR };

export const VOTING = 'How old must a resident be to vote?';
