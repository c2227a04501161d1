package dev.pergola.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pergola.request.DataError;
import graphql.language.Document;
import graphql.parser.Parser;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subscription{onCreate @include(if:$c){id}}",
        "subscription{onCreate @skip(if:true){id}}",
        "subscription{onCreate @include{id}}",
        "subscription($c:Boolean){onCreate @skip(if:$c){id}}",
        "subscription{...F @include(if:$c)} fragment F on Subscription{onCreate{id}}",
        "subscription{...F} fragment F on Subscription{onCreate @include(if:$c){id}}",
        "subscription{...F} fragment F on Subscription{...F onCreate @include(if:$c){id}}",
        "subscription{...on Subscription @skip(if:$c){onCreate{id}}}",
        "subscription{...{...{onCreate @include(if:$c){id}}}}",
        "query Q{a} subscription S{onCreate{id} b:onCreate @skip(if:$c){id}}",
      })
  void aConditionAtTheRootIsRefused(String document) {
    assertThat(errors(document, true))
        .extracting(DataError::message)
        .containsExactly("The root of a subscription takes no @skip and no @include.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subscription{onCreate{id}}",
        "subscription{onCreate{id @skip(if:true)}}",
        "subscription{...F} fragment F on Subscription{onCreate{...G @skip(if:true)}} fragment G on Todo{id}",
        "subscription{...Nowhere}",
        "{a @skip(if:true)}",
      })
  void whatIsBelowTheRootOrAnotherOperationIsNot(String document) {
    assertThatCode(() -> SubscriptionCheck.check(parsed(document), true))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subscription{onCreate @include(if:$c){id}}",
        "subscription{...F} fragment F on Nowhere{a}",
      })
  void whereNoneIsServedEachIsRefused(String document) {
    assertThat(errors(document, false))
        .containsExactly(
            DataError.ofRequest(
                "Validation error of type UnknownOperation: The 'Subscription' operation is not"
                    + " supported by the schema",
                List.of(new DataError.Location(1, 1))));
  }

  private static List<DataError> errors(String document, boolean served) {
    return catchThrowableOfType(
            RequestRefusedException.class, () -> SubscriptionCheck.check(parsed(document), served))
        .errors();
  }

  private static Document parsed(String document) {
    return new Parser().parseDocument(document);
  }
}
