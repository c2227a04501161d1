package dev.pergola.model;

/**
 * How a caller proved who it is. A rule names the mode that it is for, and never matches a caller
 * of another.
 */
public enum Mode {
  /** A key of the API itself; TypeScript {@code apiKey}. */
  API_KEY("API_KEY"),
  /** A token of the user pool; TypeScript {@code userPool}. */
  USER_POOL("AMAZON_COGNITO_USER_POOLS"),
  /** A token of another OpenID Connect issuer; TypeScript {@code oidc}. */
  OIDC("OPENID_CONNECT"),
  /**
   * An identity-pool role or a trusted program; TypeScript {@code identityPool} and {@code iam}.
   */
  IAM("AWS_IAM"),
  /** A custom authorizer; TypeScript {@code lambda}, {@code 'function'} as a rule's provider. */
  LAMBDA("AWS_LAMBDA");

  private final String outputsName;

  Mode(String outputsName) {
    this.outputsName = outputsName;
  }

  /** The name in {@code amplify_outputs.json}. */
  public String outputsName() {
    return outputsName;
  }
}
