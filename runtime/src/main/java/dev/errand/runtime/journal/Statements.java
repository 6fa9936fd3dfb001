package dev.errand.runtime.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Statements over one connection, each of which is prepared once: parsing one takes longer than most take to run.
/// Their texts must be few. For one thread at a time; they end with the connection.
final class Statements {
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    void update(String sql, Object... values) throws SQLException {
        with(sql, values).executeUpdate();
    }

    /// Every row that answers, read before this returns.
    <T> List<T> query(String sql, Row<T> row, Object... values) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (ResultSet results = with(sql, values).executeQuery()) {
            while (results.next()) {
                rows.add(row.of(results));
            }
        }
        return rows;
    }

    private PreparedStatement with(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
