package dev.pergola.transport.servlet;

class TomcatAdversityTest extends AdversityExam {

  TomcatAdversityTest() {
    super(Container.TOMCAT);
  }
}
