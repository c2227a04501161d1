package dev.pergola.transport.servlet;

class JettyAdversityTest extends AdversityExam {

  JettyAdversityTest() {
    super(Container.JETTY);
  }
}
