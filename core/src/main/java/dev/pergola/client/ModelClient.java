package dev.pergola.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The operations of one model, for one caller; TypeScript {@code client.models.Post}. Immutable and
 * thread-safe.
 *
 * <p>Inputs are maps by field name, or records. Values are what the API takes, or their Java
 * counterparts: {@code Instant} and {@code OffsetDateTime} for a datetime, {@code Instant} for a
 * timestamp, {@code LocalDate}, {@code LocalTime}, {@code URI}, {@code UUID}, enums, {@code
 * Optional}, collections and arrays, and records or maps for custom types. A JSON field takes JSON
 * text as a {@code String}, and any other value as what the text would stand for: all of these, and
 * maps and records of any kind. An object that has no form in JSON is refused with an {@code
 * IllegalArgumentException} that names the field and the class. In a record the component's type
 * tells: of type {@code String} it has the text, of any other the value, which may be a string
 * then.
 *
 * <p>Of an input record, a component that is null is not sent, so it clears nothing; an empty
 * {@code Optional} is sent as null. Components for what the backend fills in or follows (undeclared
 * timestamps and owners, relations) are left out, so that a record that was read can be written.
 *
 * @param <T> what a record comes as
 */
public interface ModelClient<T> {

  /**
   * The same model, whose records come as instances of a record class. Its components name what is
   * read: fields, and relations as records of their own, {@code Optional} or not, as a {@code List}
   * or {@link Page} of them for a {@code hasMany}. Nothing else is read. The class is examined
   * once, and its constructor called without reflection.
   *
   * <pre>{@code
   * record Author(String name) {}
   *
   * record Book(String isbn, String title, Optional<LocalDate> published, Optional<Author> author) {}
   *
   * ModelClient<Book> books = backend.client(identity).model("Book").as(Book.class);
   * }</pre>
   *
   * @throws RecordMappingException if the class does not fit the model, with all that is wrong
   */
  <R extends Record> ModelClient<R> as(Class<R> record);

  /**
   * The same model, whose records come as maps of these fields; TypeScript {@code selectionSet}. A
   * path leads through relations and custom types, as {@code author.name}; {@code *} at its end
   * stands for all stored fields there. A {@code hasMany} comes as a map of {@code items} and
   * {@code nextToken}.
   *
   * @throws IllegalArgumentException if a path leads to nothing
   */
  ModelClient<Map<String, @Nullable Object>> select(String... paths);

  /**
   * The record with this key, or empty.
   *
   * @param key the parts of the key, in the order of the identifier
   * @throws IllegalArgumentException if these are not as many parts as the key has
   */
  GetCall<T> get(Object... key);

  /** The record with this key, by the names of the key's fields, or empty. */
  GetCall<T> get(Map<String, ?> key);

  /** A page of the records that the caller may read. */
  ListCall<T> list();

  /**
   * A page of the records that share a key of a secondary index.
   *
   * @param name the index's query field, as {@code listPostByAuthor}, or the name of the index
   * @throws IllegalArgumentException if there is no such query
   */
  ListCall<T> query(String name);

  /** Creates a record of these fields. */
  WriteCall<T> create(Map<String, ? extends @Nullable Object> input);

  /**
   * Creates a record of the components of a Java record.
   *
   * @throws RecordMappingException if a component names no field of the model
   */
  WriteCall<T> create(Record input);

  /** Changes the record that has the key in the input; a null clears a field. */
  WriteCall<T> update(Map<String, ? extends @Nullable Object> input);

  /**
   * Changes the record that has the key in the components of a Java record.
   *
   * @throws RecordMappingException if a component names no field of the model
   */
  WriteCall<T> update(Record input);

  /**
   * Deletes the record with this key, and gives it as it was.
   *
   * @param key the parts of the key, in the order of the identifier
   * @throws IllegalArgumentException if these are not as many parts as the key has
   */
  WriteCall<T> delete(Object... key);

  /** Deletes the record with this key, by the names of the key's fields; gives it as it was. */
  WriteCall<T> delete(Map<String, ?> key);
}
