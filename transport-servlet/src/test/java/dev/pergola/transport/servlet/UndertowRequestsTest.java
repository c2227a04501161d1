package dev.pergola.transport.servlet;

class UndertowRequestsTest extends RequestsExam {

  UndertowRequestsTest() {
    super(Container.UNDERTOW);
  }
}
