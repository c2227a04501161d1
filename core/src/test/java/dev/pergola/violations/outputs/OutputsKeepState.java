package dev.pergola.violations.outputs;

class OutputsKeepState {
  static int calls;
}
