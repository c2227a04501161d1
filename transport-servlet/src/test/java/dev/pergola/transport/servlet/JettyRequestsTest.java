package dev.pergola.transport.servlet;

class JettyRequestsTest extends RequestsExam {

  JettyRequestsTest() {
    super(Container.JETTY);
  }
}
