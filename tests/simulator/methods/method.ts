import type { APIMethodParams, APIMethodReturn, APIMethods } from '@gramio/types';
import type { Flood } from '../flood.ts';
import type { UploadedFile } from '../http/call.ts';
import type { Polling } from '../updates/polling.ts';
import type { Webhook } from '../updates/webhook.ts';
import type { World } from '../world/records.ts';

/** What a method may touch. */
export interface Server {
  readonly world: World;
  readonly polling: Polling;
  readonly webhook: Webhook;
  readonly flood: Flood;
}

/** The circumstances of one request. */
export interface Circumstances {
  readonly files: ReadonlyMap<string, UploadedFile>;
  readonly hungUp: AbortSignal;
}

type Params<M extends keyof APIMethods> = NonNullable<APIMethodParams<M>>;
type Returned<M extends keyof APIMethods> = APIMethodReturn<M>;

/** One Bot API method: takes parameters that fit the schema, changes the world, returns what Telegram returns. */
type Method<M extends keyof APIMethods> = (
  server: Server,
  params: Params<M>,
  circumstances: Circumstances,
) => Returned<M> | Promise<Returned<M>>;

/** A table of methods, by topic. */
export type Methods<M extends keyof APIMethods> = { readonly [Name in M]: Method<Name> };
