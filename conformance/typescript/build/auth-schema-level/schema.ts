import { a, type ClientSchema } from '@aws-amplify/data-schema'; import { defineFunction } from '@aws-amplify/backend';

const echoFn = defineFunction({ name: 'echo-fn', entry: './echo.ts' });
const nightly = defineFunction({ name: 'nightly', entry: './nightly.ts' });

export const schema = a
  .schema({
    Inherits: a.model({ text: a.string() }),
    Overrides: a.model({ text: a.string() }).authorization((allow) => [allow.owner()]),
    Shape: a.customType({ sides: a.integer() }),
    echo: a.query().arguments({ s: a.string() }).returns(a.string()).handler(a.handler.function(echoFn)),
  })
  .authorization((allow) => [allow.authenticated(), allow.publicApiKey(), allow.resource(nightly).to(['query', 'mutate'])]);

export type Schema = ClientSchema<typeof schema>;

