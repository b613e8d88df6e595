package sextant.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Statements of the owner about the schema itself, whose names no parameter can stand for. */
final class OwnerSql {
    private OwnerSql() {}

    interface Of<T> {
        T row(ResultSet row) throws SQLException;
    }

    static <T> List<T> list(Connection owner, String sql, Of<T> of) throws SQLException {
        List<T> found = new ArrayList<>();
        try (var statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) found.add(of.row(rows));
        }
        return found;
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String quoted(List<String> names) {
        return names.stream().map(OwnerSql::quoted).collect(Collectors.joining(", "));
    }

    static void run(Connection owner, String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
