import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Shout: a.model({ text: a.string(), room: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  Whisper: a.model({ text: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  onAnyShout: a
    .subscription()
    .for(a.ref('Shout').mutations(['create', 'update', 'delete']))
    .arguments({ room: a.string() })
    .handler(a.handler.custom({ entry: './on-any-shout.js' }))
    .authorization((allow) => [allow.publicApiKey()]),
  onCreateOnly: a
    .subscription()
    .for(a.ref('Whisper').mutations(['create']))
    .handler(a.handler.custom({ entry: './on-create-only.js' }))
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;

