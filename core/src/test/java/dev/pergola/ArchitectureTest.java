package dev.pergola;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keeps the arrows between the packages of core. Each rule is held against core, and against a
 * small tree of packages beside this class that breaks it: a rule that can not fail keeps nothing.
 */
class ArchitectureTest {

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.pergola");

  private static final JavaClasses VIOLATIONS =
      new ClassFileImporter().importPackages("dev.pergola.violations");

  static Stream<ArchitectureRule> rulesOfCore() {
    return ArchitectureRule.allFor("dev.pergola");
  }

  static Stream<ArchitectureRule> rulesOfViolations() {
    return ArchitectureRule.allFor("dev.pergola.violations");
  }

  @ParameterizedTest
  @MethodSource("rulesOfCore")
  void coreKeepsTheRule(ArchitectureRule rule) {
    rule.rule().check(CORE);
  }

  @ParameterizedTest
  @MethodSource("rulesOfViolations")
  void aBreachIsFound(ArchitectureRule rule) {
    var failures = rule.rule().evaluate(VIOLATIONS).getFailureReport().getDetails();

    assertThat(failures).isNotEmpty().allMatch(failure -> failure.contains(rule.culprit()));
  }
}
