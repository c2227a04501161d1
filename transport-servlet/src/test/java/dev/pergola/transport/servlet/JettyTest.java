package dev.pergola.transport.servlet;

import jakarta.servlet.Servlet;

class JettyTest extends TransportExam {

  @Override
  Container start(Servlet servlet, boolean async) {
    return Container.jetty(servlet, async);
  }
}
