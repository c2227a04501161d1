package dev.pergola.violations.graphql;

import graphql.GraphQL;

/** What only the front door may see. */
public record EngineDoor(GraphQL engine) {}
