/** What speaks for a Messaging API channel, unsealed: never logged, never sent to a browser. */
export type LineCredentials = {
  /** Our id of the channel. */
  channelRowId: string;
  messagingChannelId: string;
  messagingSecret: string;
};
