package dev.pergola.transport.servlet;

class TomcatRequestsTest extends RequestsExam {

  TomcatRequestsTest() {
    super(Container.TOMCAT);
  }
}
