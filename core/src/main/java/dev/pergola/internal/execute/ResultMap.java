package dev.pergola.internal.execute;

import dev.pergola.internal.plan.ResponseKeys;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An object of an answer for callers in process: unmodifiable, in the order of the selection, and
 * hardly larger than its values. Serialized, for hosts that cache answers, it is a map of the
 * JDK's.
 */
final class ResultMap extends AbstractMap<String, @Nullable Object> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final transient ResponseKeys keys;
  private final transient @Nullable Object[] values;

  /** An object of these keys and their values, which are not copied. */
  ResultMap(ResponseKeys keys, @Nullable Object[] values) {
    this.keys = keys;
    this.values = values;
  }

  @Override
  public int size() {
    return keys.size();
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return keys.place(key) >= 0;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    int place = keys.place(key);
    return place < 0 ? null : values[place];
  }

  @Override
  public @Nullable Object remove(@Nullable Object key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super @Nullable Object> action) {
    for (int i = 0; i < keys.size(); i++) {
      action.accept(keys.text(i), values[i]);
    }
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return new Entries();
  }

  private Object writeReplace() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(this));
  }

  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("A map of an answer is written as a map of the JDK's");
  }

  private final class Entries extends AbstractSet<Map.Entry<String, @Nullable Object>> {

    @Override
    public int size() {
      return keys.size();
    }

    @Override
    public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
      return new EntryIterator();
    }
  }

  private final class EntryIterator implements Iterator<Map.Entry<String, @Nullable Object>> {

    private final int end = keys.size();
    private int next;

    @Override
    public boolean hasNext() {
      return next < end;
    }

    @Override
    public Map.Entry<String, @Nullable Object> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int place = next++;
      return new SimpleImmutableEntry<>(keys.text(place), values[place]);
    }
  }
}
