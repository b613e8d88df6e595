package sextant;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.util.PSQLException;
import sextant.backup.NotRestored;
import sextant.backup.RestoreBackup;
import sextant.backup.TakeBackup;
import sextant.platform.Ground;
import sextant.postgres.CannotStart;

/**
 * {@code sextant backup FILE} and {@code sextant restore FILE}. A backup is taken beside the running server or while none runs; a
 * restore while none does. Exit code 1 when it is refused, 2 on wrong use or when the database cannot be reached, each with one
 * sentence.
 */
public final class Backup {
    private Backup() {}

    public static void main(String[] arguments) {
        PrintStream out = System.out;
        System.setOut(System.err);
        Database.quietLogs();
        System.exit(run(arguments, out, System.err, Ground.machine()));
    }

    static int run(String[] arguments, PrintStream out, PrintStream err, Clock clock) {
        try {
            Wanted wanted = Wanted.parse(arguments);
            Instant begun = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            long start = System.nanoTime();
            String done = wanted.restores() ? restored(wanted, begun) : taken(wanted, begun);
            out.println(done + " " + seconds(start));
            out.flush();
            return 0;
        } catch (Launch.Options.WrongUse wrong) {
            err.println(wrong.getMessage());
            return 2;
        } catch (CannotStart refusal) {
            err.println(refusal.getMessage());
            return 2;
        } catch (NotRestored refusal) {
            err.println(refusal.getMessage());
            return 1;
        } catch (SQLException failure) {
            err.println(
                    isUnreachable(failure)
                            ? "The database cannot be reached: " + failure.getMessage()
                            : "Nothing was changed. The database says: " + failure.getMessage());
            return 2;
        } catch (IOException failure) {
            err.println("Nothing was changed: " + failure.getMessage());
            return 2;
        } catch (FlywayException failure) {
            err.println("Nothing was changed. The schema could not be made: "
                    + String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
            return 2;
        }
    }

    private static String taken(Wanted wanted, Instant now) throws CannotStart, IOException, SQLException, NotRestored {
        try (Database database = Database.reach(wanted.installation())) {
            TakeBackup.Taken taken = TakeBackup.take(database.owner(), wanted.keys(), wanted.file(), now);
            return String.format(
                    Locale.ENGLISH,
                    "%s holds everything, with the keys: %,d rows of %d tables, %.1f MB. Whoever has it has all of it.",
                    wanted.file(),
                    taken.rows(),
                    taken.tables(),
                    taken.bytes() / 1e6);
        }
    }

    private static String restored(Wanted wanted, Instant now)
            throws CannotStart, IOException, SQLException, NotRestored {
        try (Database database = Database.reach(wanted.installation())) {
            RestoreBackup.Restored restored =
                    RestoreBackup.restore(database.owner(), wanted.keys(), wanted.file(), wanted.replaces(), now);
            return String.format(
                    Locale.ENGLISH,
                    "Restored as of %s: %d organization%s, %,d rows; the journal holds. Start with ./sextant run.",
                    restored.at(),
                    restored.organizations(),
                    restored.organizations() == 1 ? "" : "s",
                    restored.rows());
        }
    }

    private static boolean isUnreachable(SQLException failure) {
        return failure instanceof PSQLException
                && failure.getSQLState() != null
                && (failure.getSQLState().startsWith("08")
                        || failure.getSQLState().startsWith("28"));
    }

    private static String seconds(long start) {
        return String.format(
                Locale.ENGLISH,
                "(%.1f s)",
                Duration.ofNanos(System.nanoTime() - start).toMillis() / 1e3);
    }

    /** The command line of both commands: which, the file, and the installation. */
    record Wanted(boolean restores, Path file, boolean replaces, Launch.Options installation) {
        Path keys() {
            return installation.data().resolve("keys");
        }

        static Wanted parse(String[] arguments) throws Launch.Options.WrongUse {
            String command = arguments.length == 0 ? "" : arguments[0];
            boolean restores = command.equals("restore");
            if (!restores && !command.equals("backup")) throw wrong("backup");
            String file = "";
            boolean replaces = false;
            List<String> installation = new ArrayList<>();
            for (int i = 1; i < arguments.length; i++) {
                String argument = arguments[i];
                switch (argument) {
                    case "--data", "--database-url" -> {
                        installation.add(argument);
                        if (i + 1 < arguments.length) installation.add(arguments[++i]);
                    }
                    case "--replace" -> {
                        if (!restores) throw wrong(command);
                        replaces = true;
                    }
                    default -> {
                        if (argument.startsWith("--") || !file.isEmpty()) throw wrong(command);
                        file = argument;
                    }
                }
            }
            if (file.isEmpty()) throw wrong(command);
            return new Wanted(
                    restores,
                    Path.of(file).toAbsolutePath().normalize(),
                    replaces,
                    Launch.Options.parse(installation.toArray(String[]::new)));
        }

        private static Launch.Options.WrongUse wrong(String command) {
            return new Launch.Options.WrongUse("./sextant " + command + " FILE; see ./sextant " + command + " --help.");
        }
    }
}
