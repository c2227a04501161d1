package dev.pergola.internal.plan;

/** Whether a message may repeat a value that was sent (spec: security 4). */
enum SentValues {
  SHOWN,
  HIDDEN
}
