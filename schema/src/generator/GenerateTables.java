import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;
import sextant.postgres.EmbeddedPostgres;
import sextant.postgres.Settings;

/**
 * Runs the migrations on a scratch PostgreSQL and writes the jOOQ tables that the result has, so that the compiler checks
 * every query against the real schema. Does nothing while the migrations and this file are what they were at the last run.
 */
class GenerateTables {
    public static void main(String[] arguments) throws Exception {
        Path migrations = Path.of(arguments[0]);
        Path output = Path.of(arguments[1]);
        Path stamp = output.resolve("stamp");
        String digest = digest(migrations);
        if (Files.exists(stamp) && Files.readString(stamp).equals(digest)) return;

        Path scratch = Files.createTempDirectory("sextant-schema-");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(scratch, Settings.scratch())) {
            Flyway.configure()
                    .dataSource(postgres.jdbcUrl(), postgres.ownerUser(), postgres.ownerPassword())
                    .locations("filesystem:" + migrations)
                    .defaultSchema("sextant")
                    .load()
                    .migrate();
            GenerationTool.generate(configuration(postgres, output));
        }
        Files.writeString(stamp, digest);
    }

    private static Configuration configuration(EmbeddedPostgres postgres, Path output) {
        ForcedType instants = new ForcedType().withName("INSTANT").withIncludeTypes("(?i:TIMESTAMP\\ WITH\\ TIME\\ ZONE|timestamptz)");
        return new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new Jdbc()
                        .withUrl(postgres.jdbcUrl())
                        .withUser(postgres.ownerUser())
                        .withPassword(postgres.ownerPassword()))
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withName("org.jooq.meta.postgres.PostgresDatabase")
                                .withInputSchema("sextant")
                                .withExcludes("flyway_schema_history|measurement_\\d+|protect.*")
                                .withForcedTypes(List.of(instants)))
                        .withGenerate(new Generate().withRecords(true).withPojos(false).withDaos(false).withGlobalObjectReferences(true))
                        .withTarget(new Target().withPackageName("sextant.schema").withDirectory(output.toString())));
    }

    private static String digest(Path migrations) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (Stream<Path> files = Files.walk(migrations)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                sha256.update(migrations.relativize(file).toString().getBytes("UTF-8"));
                sha256.update(Files.readAllBytes(file));
            }
        }
        sha256.update("generator 1".getBytes("UTF-8"));
        return HexFormat.of().formatHex(sha256.digest());
    }
}
