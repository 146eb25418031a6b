import { WEBHOOK_ACTIVE } from '../updates/polling.ts';
import type { Methods } from './method.ts';

/** Getting updates, by either way. */
export const updateMethods: Methods<
  'getUpdates' | 'setWebhook' | 'deleteWebhook' | 'getWebhookInfo'
> = {
  async getUpdates({ world, polling, webhook }, params, { hungUp }) {
    if (webhook.url() !== '') return polling.conflict(WEBHOOK_ACTIVE);
    world.queue.allow(params.allowed_updates);
    return [...(await polling.poll(params, hungUp))];
  },
  setWebhook({ world, polling, webhook }, params) {
    if (params.url === '') webhook.remove();
    else {
      webhook.set(params);
      polling.endByWebhook();
    }
    world.queue.allow(params.allowed_updates);
    if (params.drop_pending_updates) world.queue.clear();
    return true;
  },
  deleteWebhook({ world, webhook }, { drop_pending_updates: drop }) {
    webhook.remove();
    if (drop) world.queue.clear();
    return true;
  },
  getWebhookInfo: ({ webhook }) => webhook.info(),
};
