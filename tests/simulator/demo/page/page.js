import { accountMenu } from './account.js';
import { chatList } from './chats.js';
import { createComposer } from './composer.js';
import { messageList } from './messages.js';
import { connect, onChange, world } from './world.js';

const WORDS = {
  starting:
    'The bot is starting: it reads its documents first. What you write meanwhile is answered then.',
  stopped: 'The bot has stopped; the terminal says why.',
  gone: 'The demo is not running. Start it again with npm run demo; this page then continues by itself.',
};

/** Links to the bot itself open its chat here, as they would in the app: https://core.telegram.org/bots/features#deep-linking */
function deepLinkOf(url) {
  const { hostname, pathname, searchParams } = new URL(url);
  const isBot = pathname.slice(1).toLowerCase() === world.bot.username.toLowerCase();
  return hostname === 't.me' && isBot ? (searchParams.get('start') ?? '') : undefined;
}

const composer = createComposer();
messageList({
  ...composer,
  openLink(url) {
    const payload = deepLinkOf(url);
    if (payload === undefined) return false;
    void composer.startWith(payload);
    return true;
  },
});
chatList();
accountMenu();

const banner = document.querySelector('#banner');
onChange(() => {
  const state = world.isConnected ? world.status : 'gone';
  const words = WORDS[state] ?? '';
  banner.dataset.state = state;
  // The same words again would be read out again.
  if (banner.textContent !== words) banner.textContent = words;
  banner.hidden = words === '';
});
connect();
