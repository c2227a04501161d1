package dev.pergola.conformance;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMembers;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keeps the arrows from the adapters to core, where all of them are on one class path. Like its
 * twin in core, each rule is also held against a small tree of packages that breaks it.
 */
class AdapterArchitectureTest {

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // The tests of a module that another module's tests borrow from come as a jar.
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.pergola");

  private static final JavaClasses VIOLATIONS =
      new ClassFileImporter().importPackages("dev.pergola.conformance.violations");

  static Stream<Case> casesOfProduct() {
    return cases("dev.pergola");
  }

  static Stream<Case> casesOfViolations() {
    return cases("dev.pergola.conformance.violations");
  }

  @ParameterizedTest
  @MethodSource("casesOfProduct")
  void adaptersKeepTheRule(Case rule) {
    rule.rule().check(PRODUCT);
  }

  @ParameterizedTest
  @MethodSource("casesOfViolations")
  void aBreachIsFound(Case rule) {
    var failures = rule.rule().evaluate(VIOLATIONS).getFailureReport().getDetails();

    assertThat(failures).isNotEmpty().allMatch(failure -> failure.contains(rule.culprit()));
  }

  private static Stream<Case> cases(String root) {
    return Stream.of(
        sees(root, "storage.memory", "MemorySeesInternal", "storage", "model"),
        // Its tables keep a log of changes, which is a way of events between nodes.
        sees(root, "storage.dynamodb", "DynamoDbSeesInternal", "storage", "events", "model"),
        sees(root, "storage.testkit", "TestkitSeesCognito", "storage", "model"),
        sees(root, "auth.cognito", "CognitoSeesServlet", "auth", "model"),
        sees(root, "transport.servlet", "ServletSeesDsl", "wire", "request", "auth", "model"),
        hides(root, "storage.memory", "org.h2.", "MemoryShowsEngine"),
        hides(root, "auth.cognito", "com.nimbusds.", "CognitoShowsNimbus"));
  }

  /** An adapter sees these packages of ours and no others: neither internal nor its neighbours. */
  private static Case sees(String root, String adapter, String culprit, String... allowed) {
    var own = resideInAPackage(root + "." + adapter + "..");
    var core = Stream.of(allowed).map(name -> root + "." + name).toArray(String[]::new);
    var others = resideInAPackage(root + "..").and(resideInAnyPackage(core).or(own).negate());
    return new Case(
        adapter + " sees " + String.join(", ", allowed) + " and itself",
        noClasses()
            .that(are(own))
            .should()
            .dependOnClassesThat(are(others.or(resideInAPackage("graphql..")))),
        culprit);
  }

  /** The library below an adapter can be replaced, since no signature names it. */
  private static Case hides(String root, String adapter, String library, String culprit) {
    return new Case(
        adapter + " shows nothing of " + library + "*",
        noMembers()
            .that(are(visibleIn(root + "." + adapter)))
            .should(ArchCondition.from(naming(library))),
        culprit);
  }

  private static DescribedPredicate<JavaMember> visibleIn(String packageName) {
    return describe(
        "visible outside " + packageName,
        member ->
            member.getOwner().getPackageName().startsWith(packageName)
                && (member.getModifiers().contains(JavaModifier.PUBLIC)
                    || member.getModifiers().contains(JavaModifier.PROTECTED))
                && isPublic(member.getOwner()));
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(AdapterArchitectureTest::isPublic).orElse(true);
  }

  private static DescribedPredicate<JavaMember> naming(String prefix) {
    return describe(
        "naming " + prefix + "*",
        member ->
            member.getAllInvolvedRawTypes().stream()
                .anyMatch(type -> type.getBaseComponentType().getName().startsWith(prefix)));
  }

  /** One rule, and the class of the violations tree that breaks it. */
  record Case(String name, ArchRule rule, String culprit) {

    Case {
      rule = rule.allowEmptyShould(true).as(name);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
