package dev.pergola.examples;

// snippet: program
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.READ;

import dev.pergola.Pergola;
import dev.pergola.auth.Authenticator;
import dev.pergola.auth.cognito.CognitoUserPool;
import dev.pergola.dsl.Schema;
import dev.pergola.storage.Store;
import dev.pergola.storage.memory.EmbeddedStore;
import dev.pergola.transport.servlet.PergolaServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;

/** The Posts backend: a model, a store, a user pool, and a servlet container in front. */
public final class Posts {

  static final Schema SCHEMA =
      a.schema(
          a.model("Post")
              .field("caption", a.string())
              .field("email", a.string())
              .field("userId", a.string())
              .field("date", a.string())
              .field("imagePath", a.string())
              .authorization(allow.authenticated().to(READ), allow.group("Editors")));

  public static void main(String[] args) throws IOException, LifecycleException {
    Authenticator userPool =
        CognitoUserPool.builder()
            .region("eu-west-1")
            .userPoolId("eu-west-1_AbCd12345")
            .clientIds("1h57kf5cpq17m0eml12EXAMPLE")
            .build();
    Pergola backend = backend(EmbeddedStore.inMemory(), userPool);
    serve(backend, 8080, Files.createTempDirectory("posts")).getServer().await();
  }

  static Pergola backend(Store store, Authenticator userPool) {
    return Pergola.builder(SCHEMA)
        .store(store)
        .authorizationModes(modes -> modes.userPool(userPool))
        .build();
  }

  static Tomcat serve(Pergola backend, int port, Path workFolder) throws LifecycleException {
    Connector connector = new Connector();
    connector.setProperty("address", "127.0.0.1");
    connector.setPort(port);
    connector.setThrowOnFailure(true);

    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(workFolder.toString());
    tomcat.setConnector(connector);
    // Tomcat's own page for what is no HTTP shows a stack trace.
    ((StandardHost) tomcat.getHost()).setErrorReportValveClass("");
    Context root = tomcat.addContext("", null);
    Wrapper graphql = Tomcat.addServlet(root, "graphql", new PergolaServlet(backend));
    graphql.setAsyncSupported(true);
    graphql.addMapping("/graphql");
    tomcat.start();
    return tomcat;
  }
}
// end: program
