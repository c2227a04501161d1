package dev.pergola.benchmarks.peer;

import org.jspecify.annotations.Nullable;

/** A post, of eight columns. */
public record Post(
    String id,
    @Nullable String caption,
    @Nullable String email,
    @Nullable String userId,
    @Nullable String date,
    @Nullable String imagePath,
    String createdAt,
    String updatedAt) {}
