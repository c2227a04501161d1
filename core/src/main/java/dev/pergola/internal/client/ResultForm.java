package dev.pergola.internal.client;

/**
 * What the result of a custom operation is to come as.
 *
 * @param type the class of it, or of each element
 * @param list whether it comes as a list of that class
 */
record ResultForm(Class<?> type, boolean list) {

  /** As the API answers it, one or many. */
  static final ResultForm ANY = new ResultForm(Object.class, false);
}
