package sextant;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLState;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import sextant.people.Actors;
import sextant.people.ApiTokens;
import sextant.people.Role;
import sextant.platform.database.DatabaseAccess;
import sextant.platform.database.Transactions;
import sextant.platform.language.Languages;
import sextant.postgres.CannotStart;

/**
 * {@code sextant token create}: prints a new API token, alone, on standard output. Works beside the running server and
 * while none runs; it migrates nothing, so that it never changes a database under a server of another version. Exit code 1
 * when there is no such person, 2 on wrong use or when the database cannot be reached, each with one sentence.
 */
public final class Token {
    private Token() {}

    public static void main(String[] arguments) {
        PrintStream out = System.out;
        // Standard output is the token's alone: whatever a library prints goes the other way.
        System.setOut(System.err);
        Database.quietLogs();
        System.exit(run(arguments, out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        try {
            Wanted wanted = Wanted.parse(arguments);
            Optional<String> token = create(wanted);
            if (token.isEmpty()) {
                err.println("No active person has the e-mail address " + wanted.person() + ".");
                return 1;
            }
            out.println(token.get());
            out.flush();
            return 0;
        } catch (Launch.Options.WrongUse wrong) {
            err.println(wrong.getMessage());
        } catch (CannotStart refusal) {
            err.println(refusal.getMessage());
        } catch (CannotCreateTransactionException | DataAccessResourceFailureException unreachable) {
            err.println("The database cannot be reached: "
                    + unreachable.getMostSpecificCause().getMessage());
        }
        return 2;
    }

    private static Optional<String> create(Wanted wanted) throws CannotStart {
        try (Database database = Database.reach(wanted.installation())) {
            return create(wanted, database.owner());
        }
    }

    private static Optional<String> create(Wanted wanted, DatabaseAccess access) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(access.url());
        database.setUser(access.owner());
        database.setPassword(access.ownerPassword());
        database.setCurrentSchema("sextant");
        try (AnnotationConfigApplicationContext context = people(database)) {
            return context.getBean(ApiTokens.class)
                    .createFor(wanted.person(), wanted.name(), wanted.role(), wanted.valid());
        } catch (DataAccessException | org.springframework.jdbc.BadSqlGrammarException failure) {
            // A database that no server has used yet has no tables, and so no persons.
            if (isMissing(failure)) return Optional.empty();
            throw failure;
        }
    }

    /** As much of the application as makes tokens: no web server, no jobs, no migrations. */
    private static AnnotationConfigApplicationContext people(DataSource database) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        ClassPathBeanDefinitionScanner ground = new ClassPathBeanDefinitionScanner(context);
        ground.addExcludeFilter(new RegexPatternTypeFilter(Pattern.compile("sextant\\.platform\\.[a-z]+\\..*")));
        ground.scan("sextant.platform");
        context.registerBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(database));
        context.registerBean(DSLContext.class, () -> {
            DefaultConfiguration configuration = new DefaultConfiguration();
            configuration.set(SQLDialect.POSTGRES);
            configuration.set(new DataSourceConnectionProvider(new TransactionAwareDataSourceProxy(database)));
            return DSL.using(configuration);
        });
        context.register(Languages.class, Transactions.class, Actors.class, ApiTokens.class);
        context.refresh();
        return context;
    }

    private static boolean isMissing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof java.sql.SQLException sql && sql.getSQLState() != null)
                return sql.getSQLState().equals(PSQLState.UNDEFINED_FUNCTION.getState())
                        || sql.getSQLState().equals("3F000");
        return false;
    }

    /**
     * The command line of {@code token create}.
     *
     * @param role null for all that the person may do
     */
    record Wanted(String person, String name, @Nullable Role role, Duration valid, Launch.Options installation) {
        private static final Duration USUAL = Duration.ofDays(90);

        static Wanted parse(String[] arguments) throws Launch.Options.WrongUse {
            if (arguments.length == 0 || !arguments[0].equals("create"))
                throw wrong("./sextant token create --person EMAIL --name NAME; see ./sextant token --help.");
            String person = "";
            String name = "";
            Role role = null;
            Duration valid = USUAL;
            List<String> installation = new ArrayList<>();
            for (int i = 1; i < arguments.length; i += 2) {
                String option = arguments[i];
                String value = i + 1 < arguments.length ? arguments[i + 1] : "";
                switch (option) {
                    case "--person" -> person = value.strip();
                    case "--name" -> name = value.strip();
                    case "--role" -> role = role(value);
                    case "--expires" -> valid = valid(value);
                    case "--data", "--database-url" -> installation.addAll(List.of(option, value));
                    default -> throw wrong("Unknown option " + option + ". See ./sextant token --help.");
                }
            }
            if (person.isEmpty()) throw wrong("--person needs the e-mail address of an active person.");
            if (name.isEmpty() || name.length() > 100)
                throw wrong("--name needs a text of 1 to 100 characters that says what the token is for.");
            return new Wanted(person, name, role, valid, Launch.Options.parse(installation.toArray(String[]::new)));
        }

        private static Role role(String value) throws Launch.Options.WrongUse {
            Role role = Role.BY_CODE.get(value);
            if (role == null)
                throw wrong("--role takes one of " + String.join(", ", new TreeSet<>(Role.BY_CODE.keySet())) + ".");
            return role;
        }

        /** Days and weeks, or hours: months have no one length. */
        private static Duration valid(String value) throws Launch.Options.WrongUse {
            Optional<Duration> valid = days(value).or(() -> hours(value));
            if (valid.isEmpty()
                    || valid.get().isNegative()
                    || valid.get().isZero()
                    || valid.get().compareTo(ApiTokens.LONGEST) > 0)
                throw wrong("--expires takes an ISO 8601 period of days, weeks or hours such as P90D, P366D at most.");
            return valid.get();
        }

        private static Optional<Duration> days(String value) {
            try {
                Period period = Period.parse(value);
                return period.toTotalMonths() == 0 ? Optional.of(Duration.ofDays(period.getDays())) : Optional.empty();
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }

        private static Optional<Duration> hours(String value) {
            try {
                return Optional.of(Duration.parse(value));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }

        private static Launch.Options.WrongUse wrong(String sentence) {
            return new Launch.Options.WrongUse(sentence);
        }
    }
}
