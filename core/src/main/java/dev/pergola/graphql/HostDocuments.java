package dev.pergola.graphql;

import dev.pergola.internal.plan.Documents;
import dev.pergola.internal.plan.PreparedDocument;
import dev.pergola.internal.plan.RequestRefusedException;
import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.language.Document;
import java.lang.ref.SoftReference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a host's engine with their plans. The engine gets them from here; one that comes
 * from elsewhere, since the host keeps documents itself or its instrumentation changes them, is
 * checked here before it is planned.
 */
final class HostDocuments implements PreparsedDocumentProvider {

  private final Documents documents;

  /** By identity, which is what documents are compared by; forgotten when memory is short. */
  private final Map<Document, SoftReference<PreparedDocument>> known =
      Collections.synchronizedMap(new WeakHashMap<>());

  HostDocuments(Documents documents) {
    this.documents = documents;
  }

  @Override
  public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
      ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
    return CompletableFuture.completedFuture(entry(input));
  }

  private PreparsedDocumentEntry entry(ExecutionInput input) {
    try {
      PreparedDocument prepared =
          documents.prepare(
              input.getQuery(), input.getOperationName(), input.getRawVariables().toMap());
      known.putIfAbsent(prepared.document(), new SoftReference<>(prepared));
      return new PreparsedDocumentEntry(prepared.document());
    } catch (RequestRefusedException refused) {
      return new PreparsedDocumentEntry(ToldErrors.of(refused.errors()));
    }
  }

  /**
   * The plans of this document.
   *
   * @throws RequestRefusedException if it breaks a limit or does not validate
   */
  PreparedDocument of(Document document) {
    SoftReference<PreparedDocument> reference = known.get(document);
    @Nullable PreparedDocument prepared = reference == null ? null : reference.get();
    if (prepared == null) {
      prepared = documents.prepare(document);
      known.put(document, new SoftReference<>(prepared));
    }
    return prepared;
  }
}
