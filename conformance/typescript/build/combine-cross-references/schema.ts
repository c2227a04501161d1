import { a, type ClientSchema } from '@aws-amplify/data-schema';

const one = a.schema({
  Tone: a.enum(['A', 'B']),
  Box: a.model({ label: a.string(), lids: a.hasMany('Lid', 'boxId') }),
}).authorization((allow) => [allow.publicApiKey()]);
const two = a.schema({
  Lid: a.model({ boxId: a.id(), box: a.belongsTo('Box', 'boxId'), tone: a.ref('Tone') }),
}).authorization((allow) => [allow.publicApiKey().to(['read'])]);
export const schema = a.combine([one, two]);
export type Schema = ClientSchema<typeof schema>;

