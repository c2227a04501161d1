package dev.pergola.conformance.violations.storage.testkit;

import dev.pergola.conformance.violations.auth.cognito.CognitoShowsNimbus;

class TestkitSeesCognito {
  CognitoShowsNimbus cognito;
}
