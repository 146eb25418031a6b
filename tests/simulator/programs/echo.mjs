/** The smallest bot that a test of the simulator can start as a process: it says everything back. */
import { Bot } from 'grammy';

const bot = new Bot(process.env.BOT_TOKEN ?? '', {
  client: { apiRoot: process.env.TELEGRAM_API_ROOT ?? '' },
});
bot.on('message:text', async (ctx) => {
  if (ctx.message.text === 'die') process.exit(3);
  if (ctx.message.text === 'lie') return ctx.reply('');
  return ctx.reply(ctx.message.text);
});
process.once('SIGTERM', () => {
  console.log('stopping');
  void bot.stop();
});
await bot.start();
