package sextant.platform.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The steps that make and change the schema, each once. */
public final class Migrations {
    public static final String SCHEMA = "sextant";

    /** Holds what was there until a restore is done; as long as it is there, none is. */
    public static final String BEFORE_RESTORE = "sextant_before_restore";

    /** A restore was interrupted: what is in the schema is not all. */
    public static final class UnfinishedRestore extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnfinishedRestore() {
            super(
                    "A restore of this installation was interrupted. Run ./sextant restore again, with the same file or with"
                            + " another one.");
        }
    }

    private Migrations() {}

    public static Flyway of(DatabaseAccess access) {
        return configured(access).load();
    }

    /** @param version the last that is run */
    public static Flyway upTo(DatabaseAccess access, String version) {
        return configured(access).target(version).load();
    }

    /** @throws UnfinishedRestore when there is one */
    static void refuseUnfinishedRestore(DatabaseAccess access) throws SQLException {
        try (Connection owner = DriverManager.getConnection(access.url(), access.owner(), access.ownerPassword());
                var statement = owner.createStatement();
                ResultSet found =
                        statement.executeQuery("select to_regnamespace('" + BEFORE_RESTORE + "') is not null")) {
            found.next();
            if (found.getBoolean(1)) throw new UnfinishedRestore();
        }
    }

    private static FluentConfiguration configured(DatabaseAccess access) {
        return Flyway.configure()
                .dataSource(access.url(), access.owner(), access.ownerPassword())
                .locations("classpath:db")
                .defaultSchema(SCHEMA);
    }
}
