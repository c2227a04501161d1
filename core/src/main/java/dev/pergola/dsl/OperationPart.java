package dev.pergola.dsl;

/** What every custom operation is beneath its verbs. */
abstract sealed class OperationPart extends SchemaPart permits CustomCall, CustomSubscription {

  final OperationSpec spec;

  OperationPart(String name, OperationSpec spec) {
    super(name);
    this.spec = spec;
  }
}
