package dev.pergola.violations.handler;

import java.sql.Connection;

class HandlerSeesSql {
  Connection connection;
}
