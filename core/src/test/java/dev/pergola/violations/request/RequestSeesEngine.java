package dev.pergola.violations.request;

import graphql.ExecutionInput;

class RequestSeesEngine {
  ExecutionInput input;
}
