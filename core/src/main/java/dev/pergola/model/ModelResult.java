package dev.pergola.model;

/**
 * Records of a model as a custom operation's answer.
 *
 * @param model the model's name
 */
public record ModelResult(String model) implements ResultType {

  @Override
  public String graphqlName() {
    return model;
  }
}
