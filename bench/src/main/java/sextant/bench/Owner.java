package sextant.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;

/** The database as the role that owns it sees it: for filling, for counting, and for the limits. */
final class Owner implements AutoCloseable {
    private final Connection connection;

    Owner(Connection connection) {
        this.connection = connection;
    }

    void execute(String statement, Object... values) throws SQLException {
        try (PreparedStatement prepared = prepared(statement, values)) {
            prepared.execute();
        }
    }

    long number(String query, Object... values) throws SQLException {
        try (PreparedStatement prepared = prepared(query, values);
                ResultSet rows = prepared.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    List<String> texts(String query, Object... values) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement prepared = prepared(query, values);
                ResultSet rows = prepared.executeQuery()) {
            while (rows.next()) texts.add(rows.getString(1));
        }
        return texts;
    }

    /** The rows of a query, in the text format of COPY. */
    List<String> copyOut(String query) throws SQLException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (" + query + ") to stdout", out);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    void copyIn(String into, CharSequence rows) throws SQLException, IOException {
        copyIn(into, rows.toString().getBytes(StandardCharsets.UTF_8));
    }

    long copyIn(String into, byte[] rows) throws SQLException, IOException {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + into + " from stdin", new ByteArrayInputStream(rows));
    }

    /** All in one transaction, which need not have reached the disk when this returns. */
    void together(Work work) throws SQLException, IOException {
        connection.setAutoCommit(false);
        try {
            execute("set local synchronous_commit = off");
            work.run();
            connection.commit();
        } catch (SQLException | IOException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    interface Work {
        void run() throws SQLException, IOException;
    }

    private PreparedStatement prepared(String statement, Object... values) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        for (int i = 0; i < values.length; i++) prepared.setObject(i + 1, values[i]);
        return prepared;
    }

    UUID organization() throws SQLException {
        return UUID.fromString(texts("select id from organization").getFirst());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
