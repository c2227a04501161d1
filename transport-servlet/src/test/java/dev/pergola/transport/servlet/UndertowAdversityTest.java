package dev.pergola.transport.servlet;

class UndertowAdversityTest extends AdversityExam {

  UndertowAdversityTest() {
    super(Container.UNDERTOW);
  }
}
