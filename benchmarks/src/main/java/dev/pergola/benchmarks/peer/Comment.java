package dev.pergola.benchmarks.peer;

/** A comment on a post. */
public record Comment(
    String id, String postId, String author, String content, String createdAt, String updatedAt) {}
