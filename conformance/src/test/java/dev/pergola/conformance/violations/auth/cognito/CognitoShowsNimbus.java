package dev.pergola.conformance.violations.auth.cognito;

import com.nimbusds.jwt.JWTClaimsSet;

/** May read claims with the library, but not show them as it does. */
public class CognitoShowsNimbus {
  public CognitoShowsNimbus(JWTClaimsSet claims) {}
}
