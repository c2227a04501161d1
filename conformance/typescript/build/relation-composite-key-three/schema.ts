import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Cell: a
    .model({
      sheet: a.id().required(),
      row: a.integer().required(),
      col: a.string().required(),
      value: a.string(),
      remarks: a.hasMany('Remark', ['sheetRef', 'rowRef', 'colRef']),
    })
    .identifier(['sheet', 'row', 'col'])
    .authorization((allow) => [allow.publicApiKey()]),
  Remark: a
    .model({
      text: a.string(),
      sheetRef: a.id().required(),
      rowRef: a.integer().required(),
      colRef: a.string().required(),
      cell: a.belongsTo('Cell', ['sheetRef', 'rowRef', 'colRef']),
    })
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;

