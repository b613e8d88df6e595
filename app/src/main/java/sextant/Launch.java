package sextant;

import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.context.support.GenericApplicationContext;
import sextant.demonstration.Demonstration;
import sextant.demonstration.Passphrase;
import sextant.demonstration.StoryClock;
import sextant.people.DemonstrationOrganization;
import sextant.people.SetUp;
import sextant.platform.database.DatabaseAccess;
import sextant.platform.secrets.Keys;
import sextant.postgres.CannotStart;
import sextant.postgres.EmbeddedPostgres;
import sextant.postgres.Settings;

/**
 * {@code sextant run}: starts the database (the embedded one unless an address is given), the application, and prints one
 * line with the address when ready. What keeps it from starting is one sentence on standard error and exit code 2.
 */
public final class Launch {
    /** Carriers of virtual threads for each processor. */
    private static final int CARRIERS = 4;

    /** There is something else where the demonstration would be; the message is for the operator. */
    private static final class NoDemonstration extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoDemonstration(String message) {
            super(message);
        }
    }

    /** The story judges and sequences at its own moments; what does so by itself would come in between, at another moment. */
    private static final class StartsNothing extends DefaultLifecycleProcessor {
        @Override
        public void onRefresh() {}
    }

    private Launch() {}

    public static void main(String[] arguments) {
        shareProcessors();
        PrintStream out = System.out;
        PrintStream err = System.err;
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (Options.WrongUse wrong) {
            err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        try {
            start(options, out);
        } catch (CannotStart refusal) {
            err.println(refusal.getMessage());
            System.exit(2);
        } catch (NoDemonstration refusal) {
            err.println(refusal.getMessage());
            System.exit(2);
        } catch (RuntimeException failure) {
            if (!(rootOf(failure) instanceof PortInUseException taken)) throw failure;
            err.println("Port " + taken.getPort() + " is taken by another program. Choose one with --port.");
            System.exit(2);
        }
    }

    /**
     * With one carrier for each processor, a request that runs goes on before one that waits, and under load the last waits
     * ten times as long as the median. With more, the system shares the time among them: see ADR 0012.
     */
    private static void shareProcessors() {
        String setting = "jdk.virtualThreadScheduler.parallelism";
        if (System.getProperty(setting) == null)
            System.setProperty(
                    setting, String.valueOf(CARRIERS * Runtime.getRuntime().availableProcessors()));
    }

    /** Starts, and returns the running application; closing it stops the database too. */
    public static ConfigurableApplicationContext start(Options options, PrintStream out) throws CannotStart {
        Optional<EmbeddedPostgres> postgres = options.databaseUrl().isPresent()
                ? Optional.empty()
                : Optional.of(EmbeddedPostgres.start(options.data().resolve("database"), Settings.standard()));
        try {
            if (options.demo()) demonstrate(options, postgres, out);
            ConfigurableApplicationContext context =
                    application(options, postgres).run();
            try {
                announce(context, out);
                signIns(context, options, out);
            } catch (RuntimeException failure) {
                context.close();
                throw failure;
            }
            return context;
        } catch (RuntimeException failure) {
            postgres.ifPresent(EmbeddedPostgres::close);
            throw failure;
        }
    }

    private static void demonstrate(Options options, Optional<EmbeddedPostgres> postgres, PrintStream out) {
        Instant now = Clock.tickMillis(ZoneOffset.UTC).instant();
        try (ConfigurableApplicationContext context = storyteller(options, postgres)) {
            Optional<DemonstrationOrganization.Found> there =
                    context.getBean(DemonstrationOrganization.class).find();
            if (there.isPresent()) {
                if (there.get().told()) return;
                throw new NoDemonstration("The demonstration in this data directory was interrupted while it was made."
                        + " Remove the directory, or choose another one with --data.");
            }
            if (context.getBean(SetUp.class).openLink().isEmpty())
                throw new NoDemonstration("There is an organization in this installation already, and it is not the"
                        + " demonstration. Choose another data directory with --data.");
            out.println("Sextant makes the demonstration organization; it takes some ten seconds.");
            out.flush();
            context.getBean(Demonstration.class).play(now);
        }
    }

    /**
     * The application that fills an installation which has no organization, by the use cases and nothing else: with no web
     * server, nothing that runs by itself, and a clock that the story moves. The one that serves has the real clock.
     */
    static ConfigurableApplicationContext storyteller(Options options, Optional<EmbeddedPostgres> postgres) {
        SpringApplication application = application(options, postgres);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        application.addInitializers(context -> {
            var beans = (GenericApplicationContext) context;
            beans.registerBean(StoryClock.class, () -> new StoryClock(Instant.EPOCH));
            beans.registerBean(
                    AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME,
                    LifecycleProcessor.class,
                    StartsNothing::new);
        });
        return application.run();
    }

    /** Lets those in who look around; every start has taken the ways in of the one before. */
    private static void signIns(ConfigurableApplicationContext context, Options options, PrintStream out) {
        DemonstrationOrganization demonstration = context.getBean(DemonstrationOrganization.class);
        Optional<DemonstrationOrganization.Found> there = demonstration.find();
        if (there.isEmpty()) return;
        if (!options.demo()) {
            out.println("This is the demonstration organization. Its sign-ins exist only with --demo.");
            out.flush();
            return;
        }
        String passphrase = Passphrase.spoken(context.getBean(SecureRandom.class));
        List<Demonstration.SignIn> listed = Demonstration.signIns();
        demonstration.open(
                there.get().id(),
                listed.stream().map(Demonstration.SignIn::email).toList(),
                passphrase);
        out.println("Sign in as one of these, with the passphrase " + passphrase);
        for (Demonstration.SignIn one : listed) out.printf("  %-36s %-20s %s%n", one.email(), one.name(), one.role());
        out.flush();
    }

    private static SpringApplication application(Options options, Optional<EmbeddedPostgres> postgres) {
        Keys keys = new Keys(options.data().resolve("keys"));
        DatabaseAccess access = postgres.map(own ->
                        new DatabaseAccess(own.jdbcUrl(), own.ownerUser(), own.ownerPassword(), poolPassword(keys)))
                .orElseGet(() -> options.externalAccess(poolPassword(keys)));
        SpringApplication application = new SpringApplication(Sextant.class);
        application.addInitializers(context -> {
            var beans = ((GenericApplicationContext) context);
            beans.registerBean(DatabaseAccess.class, () -> access);
            beans.registerBean(Keys.class, () -> keys);
            postgres.ifPresent(own -> beans.registerBean(EmbeddedPostgres.class, () -> own));
        });
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", options.port());
        application.setDefaultProperties(properties);
        return application;
    }

    private static void announce(ConfigurableApplicationContext context, PrintStream out) {
        int port = java.util.Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
        String address = "http://localhost:" + port;
        context.getBean(SetUp.class)
                .openLink()
                .ifPresentOrElse(
                        secret -> out.println("Sextant is ready at " + address + " — create the first administrator: "
                                + address + "/setup/" + secret),
                        () -> out.println("Sextant is ready at " + address));
        out.flush();
    }

    private static String poolPassword(Keys keys) {
        byte[] bytes = keys.named("pool", () -> {
            byte[] fresh = new byte[24];
            new SecureRandom().nextBytes(fresh);
            return fresh;
        });
        return HexFormat.of().formatHex(bytes);
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && !(root instanceof PortInUseException)) root = root.getCause();
        return root;
    }

    /**
     * The command line of {@code run}.
     *
     * @param port 0 for any free one
     * @param demo with the demonstration organization
     */
    public record Options(int port, Path data, Optional<String> databaseUrl, boolean demo) {
        static final class WrongUse extends Exception {
            private static final long serialVersionUID = 1;

            WrongUse(String message) {
                super(message);
            }
        }

        static Options parse(String[] arguments) throws WrongUse {
            int port = 8080;
            Path data = Path.of("data");
            Optional<String> url = Optional.empty();
            boolean demo = false;
            for (int i = 0; i < arguments.length; i++) {
                String option = arguments[i];
                if (option.equals("--demo")) {
                    demo = true;
                    continue;
                }
                String value = i + 1 < arguments.length ? arguments[i + 1] : "";
                switch (option) {
                    case "--port" -> port = port(value);
                    case "--data" -> data = Path.of(required(option, value));
                    case "--database-url" -> url = Optional.of(databaseUrl(value));
                    default -> throw new WrongUse("Unknown option " + option + ". See ./sextant run --help.");
                }
                i++;
            }
            return new Options(port, data.toAbsolutePath().normalize(), url, demo);
        }

        /** {@code postgresql://owner:password@host:port/database}, as libpq writes it. */
        DatabaseAccess externalAccess(String poolPassword) {
            java.net.URI uri = java.net.URI.create(databaseUrl.orElseThrow());
            String[] owner =
                    java.util.Objects.requireNonNullElse(uri.getUserInfo(), "").split(":", 2);
            String jdbc = "jdbc:postgresql://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                    + uri.getPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
            return new DatabaseAccess(jdbc, owner[0], owner.length > 1 ? owner[1] : "", poolPassword);
        }

        private static int port(String value) throws WrongUse {
            if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65535)
                throw new WrongUse("--port takes a number from 0 to 65535, not '" + value + "'.");
            return Integer.parseInt(value);
        }

        private static String databaseUrl(String value) throws WrongUse {
            if (!value.matches("postgres(ql)?://[^@\\s]+@[^/\\s]+/[^\\s]+"))
                throw new WrongUse("--database-url takes postgresql://owner:password@host:port/database.");
            return value;
        }

        private static String required(String option, String value) throws WrongUse {
            if (value.isEmpty()) throw new WrongUse(option + " needs a value.");
            return value;
        }
    }
}
