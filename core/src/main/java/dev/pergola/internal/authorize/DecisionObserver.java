package dev.pergola.internal.authorize;

/** Is told of decisions, and has no say in them. Called by many threads, and must not throw. */
@FunctionalInterface
public interface DecisionObserver {

  void decided(Judgement judgement);
}
