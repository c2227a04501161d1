package dev.pergola.conformance.authorization;

import dev.pergola.request.DataResponse;
import dev.pergola.request.EventStream;
import dev.pergola.request.SubscriptionRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One subscription: begun before something happens, and judged after it.
 *
 * @param stream what came; null if it was refused
 * @param refusal why it was refused; nothing if it was not
 */
record Listening(
    Caller caller,
    String field,
    String owner,
    Filter filter,
    String document,
    @Nullable EventStream stream,
    Flat refusal) {

  static Listening begin(
      World world, Caller caller, String field, String owner, Filter filter, Selection selection) {
    String document = document(field, owner, filter, selection);
    EventStream stream = world.subscribe(caller, document);
    try {
      stream.started().join();
      return new Listening(caller, field, owner, filter, document, stream, new Flat());
    } catch (CompletionException refused) {
      if (refused.getCause() instanceof SubscriptionRefusedException why) {
        Flat told = Flat.of(why.errors());
        return new Listening(caller, field, owner, filter, document, null, told);
      }
      throw refused;
    }
  }

  private static String document(String field, String owner, Filter filter, Selection selection) {
    String arguments =
        (owner.isEmpty() ? "" : " owner:" + Expected.quoted(owner))
            + (filter.text().isEmpty() ? "" : " filter:" + filter.text());
    return "subscription{%s%s{%s}}"
        .formatted(
            field, arguments.isEmpty() ? "" : "(" + arguments.strip() + ")", selection.text());
  }

  /**
   * Holds what was heard against what there was to hear.
   *
   * @param written the records that the mutations left or, if they deleted them, took
   * @param selected what the mutations asked of them
   */
  void judge(
      Trial trial,
      NaiveModel model,
      List<Doc> docs,
      List<Doc> written,
      Selection selection,
      Set<String> selected,
      String about) {
    Expected expected = new Expected(model, caller, docs);
    Flat wanted =
        new NaiveEvents(model, caller)
            .heard(owner, filter)
            .map(
                hears -> {
                  Flat events = new Flat();
                  List<Doc> heard = written.stream().filter(hears).toList();
                  events.count(field, heard.size());
                  for (Doc doc : heard) {
                    String path = field + "/" + doc.id();
                    events.addAll(expected.event(path, doc, selection, selected));
                  }
                  return events;
                })
            .orElseGet(
                () -> {
                  Flat refused = new Flat();
                  refused.notAuthorized(field, field, "Subscription");
                  return refused;
                });
    Flat answer = stream == null ? refusal : Flat.ofEvents(field, events(stream));
    trial.judge(wanted, answer, written.size(), "%s, %s".formatted(about, caller), document);
  }

  /** What waits is given to a reader while it subscribes, on its own thread. */
  private static List<DataResponse> events(EventStream stream) {
    List<DataResponse> events = new ArrayList<>();
    try (stream) {
      stream.subscribe(
          new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
              subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(DataResponse event) {
              events.add(event);
            }

            @Override
            public void onError(Throwable failure) {
              throw new AssertionError(failure);
            }

            @Override
            public void onComplete() {}
          });
      return List.copyOf(events);
    }
  }
}
