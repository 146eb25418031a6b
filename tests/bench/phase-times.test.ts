import { expect, test } from 'vitest';
import { startPhaseTimes } from './phase-times.ts';

test('a build’s time is split by what it tells of its progress', () => {
  let now = 0;
  const times = startPhaseTimes(() => now);
  const tell = (at: number, phase: 'read' | 'embed' | 'graph' | 'words' | 'publish' | 'check') => {
    now = at;
    const onlyBegins = phase === 'publish' || phase === 'check';
    times.onProgress({ phase, done: 1, total: onlyBegins ? undefined : 9 });
  };
  tell(1000, 'read');
  tell(2000, 'read');
  tell(5000, 'embed'); // a passage is told of when it is embedded
  tell(9000, 'embed');
  tell(10_000, 'graph');
  tell(12_000, 'words');
  tell(12_500, 'publish'); // told of when it begins
  tell(13_500, 'check');
  now = 14_000;
  expect(times.seconds()).toEqual({
    read: 2,
    embed: 7,
    graph: 1,
    words: 2.5,
    publish: 1,
    check: 0.5,
  });
});
