import type { Api } from '#bots/slack/api.ts';

const never = async () => await Promise.reject(new Error('expected not to be called'));

/** An Api of which nothing may be used but what a test puts in its place. */
export const silentApi: Api = {
  token: 'none',
  post: never,
  edit: never,
  isRoomyFor: never,
  remove: never,
  respond: never,
  openForm: never,
  publishHome: never,
  showStatus: never,
  offerPrompts: never,
  setTitle: never,
  upload: never,
  share: never,
  readPerson: never,
  find: never,
};
