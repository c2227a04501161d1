package dev.pergola.storage.dynamodb;

import static java.util.Objects.requireNonNull;

/**
 * The names that AWS Amplify gives its tables, {@code <model>-<apiId>-<env>}: with them a store
 * serves the tables of a deployed Amplify backend as they are.
 */
public final class AmplifyTables {

  /** What stands in the place of the environment in every backend of Amplify Gen 2. */
  private static final String GEN_2 = "NONE";

  private AmplifyTables() {}

  /**
   * The tables of a Gen 2 backend.
   *
   * @param apiId the id of the AppSync API, which stands in the names of its tables
   */
  public static TableNames of(String apiId) {
    return of(apiId, GEN_2);
  }

  /**
   * The tables of a Gen 1 backend.
   *
   * @param apiId the id of the AppSync API
   * @param env the name of the environment
   */
  public static TableNames of(String apiId, String env) {
    String rest = "-" + requireNonNull(apiId, "apiId") + "-" + requireNonNull(env, "env");
    return model -> model + rest;
  }
}
