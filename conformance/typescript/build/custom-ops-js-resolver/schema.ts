import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Song: a.model({ title: a.string(), likes: a.integer() }).authorization((allow) => [allow.publicApiKey()]),
  likeSong: a
    .mutation()
    .arguments({ songId: a.id().required() })
    .returns(a.ref('Song'))
    .authorization((allow) => [allow.publicApiKey()])
    .handler(a.handler.custom({ dataSource: a.ref('Song'), entry: './like-song.js' })),
  roll: a
    .query()
    .returns(a.integer())
    .authorization((allow) => [allow.publicApiKey()])
    .handler([a.handler.custom({ entry: './roll-one.js' }), a.handler.custom({ entry: './roll-two.js' })]),
  external: a
    .query()
    .arguments({ q: a.string() })
    .returns(a.customType({ hits: a.integer() }))
    .authorization((allow) => [allow.publicApiKey()])
    .handler(a.handler.custom({ dataSource: 'SearchHttp', entry: './external.js' })),
});

export type Schema = ClientSchema<typeof schema>;

