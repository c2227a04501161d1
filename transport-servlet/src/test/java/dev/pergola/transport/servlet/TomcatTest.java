package dev.pergola.transport.servlet;

import jakarta.servlet.Servlet;

class TomcatTest extends TransportExam {

  @Override
  Container start(Servlet servlet, boolean async) {
    return Container.tomcat(servlet, async);
  }
}
