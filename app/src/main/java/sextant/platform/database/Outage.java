package sextant.platform.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.CannotCreateTransactionException;

/** A failure that says nothing of the request: the database is away, and the same request may succeed when it is back. */
public final class Outage {
    /**
     * SQLSTATE classes 08 (connection exception) and 57 (operator intervention: the server stops, crashed or starts), and of
     * 53 a server that has no connection left.
     */
    private static final Set<String> CLASSES = Set.of("08", "57");

    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final String QUERY_CANCELED = "57014";

    /** What the pool says of a connection that broke earlier in the transaction, and with no SQLSTATE. */
    private static final String GIVEN_UP = "Connection is closed";

    private Outage() {}

    public static boolean is(Throwable failure) {
        for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof CannotCreateTransactionException
                    || at instanceof SQLTransientConnectionException
                    || at instanceof SQLNonTransientConnectionException
                    || at instanceof SQLRecoverableException
                    || (at instanceof SQLException sql && isOutage(sql))) return true;
        }
        return false;
    }

    private static boolean isOutage(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) return GIVEN_UP.equals(failure.getMessage());
        return state.length() == 5
                && !state.equals(QUERY_CANCELED)
                && (CLASSES.contains(state.substring(0, 2)) || state.equals(TOO_MANY_CONNECTIONS));
    }
}
