package dev.pergola.violations.sdl;

import graphql.schema.GraphQLSchema;

class SdlSeesEngine {
  GraphQLSchema schema;
}
