package dev.pergola.conformance.violations.auth.cognito;

import dev.pergola.conformance.violations.transport.servlet.ServletSeesDsl;

class CognitoSeesServlet {
  ServletSeesDsl servlet;
}
