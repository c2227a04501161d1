package dev.pergola.dsl;

import java.util.List;

/** Some of the mutations that a model generates; see {@link RefType#mutations}. */
public final class ModelMutations implements SubscriptionSource {

  final String model;
  final List<Mutation> mutations;

  ModelMutations(String model, Mutation[] mutations) {
    this.model = model;
    this.mutations = Given.all("mutations", mutations);
  }
}
