package dev.pergola.events;

import dev.pergola.storage.Row;
import org.jspecify.annotations.Nullable;

/**
 * A mutation that has succeeded.
 *
 * @param mutation the field, as in {@code createPost}
 * @param record the record that it wrote: as it is now, or, if deleted, as it was; null for a
 *     custom mutation. An event of a model's mutation without it is for the author's own
 *     subscriptions only, since by nothing else can be judged who may hear of it
 * @param payload what the mutation's document selected of the answer, by the names of the schema
 *     and not by aliases: strings, numbers, booleans, lists and string-keyed maps; null where that
 *     is not known, which then stands for all fields of the record
 */
public record Event(String mutation, @Nullable Row record, @Nullable Object payload) {}
