package dev.pergola.benchmarks.peer;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records in H2's tables, in memory, over prepared statements and one connection. For one thread.
 *
 * <p>{@code OPTIMIZE_REUSE_RESULTS=0}: or H2 would answer a repeated question from its last result.
 */
public final class SqlRepository implements Repository {

  private static final String POST_COLUMNS =
      "id, caption, email, userId, date, imagePath, createdAt, updatedAt";
  private static final String COMMENT_COLUMNS = "id, postId, author, content, createdAt, updatedAt";

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  /** An empty database. */
  public SqlRepository() {
    try {
      connection =
          DriverManager.getConnection(
              "jdbc:h2:mem:%s;OPTIMIZE_REUSE_RESULTS=0;NON_KEYWORDS=DATE"
                  .formatted(UUID.randomUUID()));
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE TABLE post (id VARCHAR PRIMARY KEY, caption VARCHAR, email VARCHAR, userId VARCHAR,"
                + " date VARCHAR, imagePath VARCHAR, createdAt VARCHAR, updatedAt VARCHAR)");
        statement.execute("CREATE INDEX post_user_date ON post (userId, date)");
        statement.execute(
            "CREATE TABLE comment (id VARCHAR PRIMARY KEY, postId VARCHAR, author VARCHAR,"
                + " content VARCHAR, createdAt VARCHAR, updatedAt VARCHAR)");
        statement.execute("CREATE INDEX comment_post ON comment (postId, id)");
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public @Nullable Post post(String id) {
    List<Post> found = posts("SELECT " + POST_COLUMNS + " FROM post WHERE id = ?", List.of(id));
    return found.isEmpty() ? null : found.get(0);
  }

  @Override
  public List<Post> posts(PostFilter filter, int limit) {
    StringBuilder sql = new StringBuilder("SELECT " + POST_COLUMNS + " FROM post");
    List<Object> operands = new ArrayList<>();
    for (PostFilter.Test test : filter.tests()) {
      sql.append(operands.isEmpty() ? " WHERE " : " AND ").append(test.sql());
      operands.add(test.operand());
    }
    operands.add(limit);
    return posts(sql.append(" ORDER BY id LIMIT ?").toString(), operands);
  }

  @Override
  public List<Post> postsOf(String userId, boolean newestFirst, int limit) {
    String direction = newestFirst ? "DESC" : "ASC";
    return posts(
        "SELECT %s FROM post WHERE userId = ? ORDER BY userId %s, date %s LIMIT ?"
            .formatted(POST_COLUMNS, direction, direction),
        List.of(userId, limit));
  }

  @Override
  public List<Comment> commentsOn(String postId, int limit) {
    String sql =
        "SELECT " + COMMENT_COLUMNS + " FROM comment WHERE postId = ? ORDER BY postId, id LIMIT ?";
    try (ResultSet rows = bound(sql, List.of(postId, limit)).executeQuery()) {
      List<Comment> found = new ArrayList<>();
      while (rows.next()) {
        found.add(
            new Comment(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6)));
      }
      return found;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private List<Post> posts(String sql, List<Object> operands) {
    try (ResultSet rows = bound(sql, operands).executeQuery()) {
      List<Post> found = new ArrayList<>();
      while (rows.next()) {
        found.add(
            new Post(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6),
                rows.getString(7),
                rows.getString(8)));
      }
      return found;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public boolean add(Post post) {
    return insert(
        "INSERT INTO post (" + POST_COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        Arrays.asList(
            post.id(),
            post.caption(),
            post.email(),
            post.userId(),
            post.date(),
            post.imagePath(),
            post.createdAt(),
            post.updatedAt()));
  }

  @Override
  public boolean add(Comment comment) {
    return insert(
        "INSERT INTO comment (" + COMMENT_COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)",
        List.of(
            comment.id(),
            comment.postId(),
            comment.author(),
            comment.content(),
            comment.createdAt(),
            comment.updatedAt()));
  }

  private boolean insert(String sql, List<? extends @Nullable Object> values) {
    try {
      return bound(sql, values).executeUpdate() == 1;
    } catch (java.sql.SQLIntegrityConstraintViolationException taken) {
      return false;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public @Nullable Post change(String id, Map<String, Object> fields, String now) {
    StringBuilder sql = new StringBuilder("UPDATE post SET updatedAt = ?");
    List<@Nullable Object> values = new ArrayList<>();
    values.add(now);
    fields.forEach(
        (name, value) -> {
          if (!name.equals("id")) {
            sql.append(", ").append(name).append(" = ?");
            values.add(value);
          }
        });
    values.add(id);
    try {
      int changed = bound(sql.append(" WHERE id = ?").toString(), values).executeUpdate();
      return changed == 0 ? null : post(id);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private PreparedStatement bound(String sql, List<? extends @Nullable Object> values)
      throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
    return statement;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static IllegalStateException failed(SQLException cause) {
    return new IllegalStateException("The database refused a statement of ours", cause);
  }
}
