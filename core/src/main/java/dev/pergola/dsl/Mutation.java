package dev.pergola.dsl;

/** A mutation that a model generates, as the source of a subscription. */
public enum Mutation {
  CREATE("create"),
  UPDATE("update"),
  DELETE("delete");

  private final String verb;

  Mutation(String verb) {
    this.verb = verb;
  }

  /** The name of the mutation field. */
  String field(String model) {
    return verb + Texts.capital(model);
  }
}
