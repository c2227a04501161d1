package dev.pergola.conformance.violations.transport.servlet;

import dev.pergola.conformance.violations.dsl.Definition;

/** Serves what it is given; how that was defined is none of its business. */
public class ServletSeesDsl {
  Definition definition;
}
