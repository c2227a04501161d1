package dev.pergola;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * One rule about the packages below a root, and the class of the violations tree that breaks it.
 *
 * @param name what the rule says, for the test report
 * @param rule the rule itself; holds for packages that do not exist yet
 * @param culprit simple name of the class that breaks this rule below {@code
 *     dev.pergola.violations}
 */
record ArchitectureRule(String name, ArchRule rule, String culprit) {

  private static final String[] FOREIGN = {
    "software.amazon..",
    "com.amazonaws..",
    "org.h2..",
    "com.nimbusds..",
    "jakarta.servlet..",
    "jakarta.websocket..",
    "java.sql..",
    "javax.sql.."
  };

  static Stream<ArchitectureRule> allFor(String root) {
    return new Packages(root).rules();
  }

  @Override
  public String toString() {
    return name;
  }

  private static ArchitectureRule rule(String name, ArchRule rule, String culprit) {
    return new ArchitectureRule(name, rule.allowEmptyShould(true).as(name), culprit);
  }

  /** The packages of core by layer: the front door, what does the work, the SPIs, the model. */
  private record Packages(String root) {

    Stream<ArchitectureRule> rules() {
      return Stream.of(
          rule(
              "every class stands in a package of the design",
              classes().should(ArchCondition.from(resideInAnyPackage(all()))),
              "InNoPackageOfTheDesign"),
          rule(
              "model imports nothing of ours",
              noClasses()
                  .that(are(in("model")))
                  .should()
                  .dependOnClassesThat(are(oursBut("model"))),
              "ModelSeesStorage"),
          rule(
              "the SPIs import each other and model only",
              noClasses()
                  .that(are(resideInAnyPackage(spis())))
                  .should()
                  .dependOnClassesThat(are(ours().and(resideInAnyPackage(lower()).negate()))),
              "StorageSeesWire"),
          rule(
              "nothing imports the front door",
              noClasses()
                  .that(are(resideInAPackage(root).negate()))
                  .should()
                  .dependOnClassesThat(are(resideInAPackage(root))),
              "WireSeesFrontDoor"),
          rule(
              "internal sees neither dsl nor sdl",
              noClasses()
                  .that(are(in("internal..")))
                  .should()
                  .dependOnClassesThat(are(in("dsl..").or(in("sdl..")))),
              "PlanSeesDsl"),
          rule(
              "no package rings",
              slices().matching(root + ".(**)").should().beFreeOfCycles(),
              "Ring"),
          rule(
              "only graphql and internal name the engine",
              noClasses()
                  .that(
                      are(ours().and(in("graphql..").or(in("internal..")).or(in("sdl"))).negate()))
                  .should()
                  .dependOnClassesThat(are(resideInAPackage("graphql.."))),
              "RequestSeesEngine"),
          rule(
              "only the front door imports graphql",
              noClasses()
                  .that(are(ours().and(in("graphql").or(resideInAPackage(root)).negate())))
                  .should()
                  .dependOnClassesThat(are(in("graphql"))),
              "WireSeesGraphQl"),
          rule(
              "sdl names the parser of the engine and no more",
              noClasses()
                  .that(are(in("sdl")))
                  .should()
                  .dependOnClassesThat(
                      are(
                          resideInAPackage("graphql..")
                              .and(
                                  resideInAnyPackage("graphql.language..", "graphql.parser..")
                                      .negate()))),
              "SdlSeesEngine"),
          rule(
              "public types of sdl leave the parser to others",
              noClasses()
                  .that(are(in("sdl")))
                  .and()
                  .arePublic()
                  .should()
                  .dependOnClassesThat(are(resideInAPackage("graphql.."))),
              "SdlShowsParser"),
          rule(
              "no store, Cognito, servlet or SQL in core",
              noClasses().should().dependOnClassesThat(are(resideInAnyPackage(FOREIGN))),
              "HandlerSeesSql"),
          rule(
              "no static mutable state",
              fields().that().areStatic().should().beFinal(),
              "OutputsKeepState"),
          rule(
              "every package is @NullMarked",
              classes().should(ArchCondition.from(beInNullMarkedPackage())),
              "violations"));
    }

    private String[] all() {
      return Stream.concat(
              Stream.of(root),
              Stream.concat(
                  below("dsl", "sdl", "graphql", "wire", "outputs", "internal.*"),
                  Stream.of(lower())))
          .toArray(String[]::new);
    }

    private String[] lower() {
      return Stream.concat(Stream.of(spis()), below("model")).toArray(String[]::new);
    }

    private String[] spis() {
      return below("request", "events", "storage", "auth", "client", "handler")
          .toArray(String[]::new);
    }

    private Stream<String> below(String... names) {
      return Stream.of(names).map(name -> root + "." + name);
    }

    private DescribedPredicate<JavaClass> in(String name) {
      return resideInAPackage(root + "." + name);
    }

    private DescribedPredicate<JavaClass> ours() {
      return resideInAPackage(root + "..");
    }

    private DescribedPredicate<JavaClass> oursBut(String name) {
      return ours().and(in(name).negate());
    }
  }

  private static DescribedPredicate<JavaClass> beInNullMarkedPackage() {
    return describe(
        "be in a null-marked package", type -> type.getPackage().isAnnotatedWith(NullMarked.class));
  }
}
