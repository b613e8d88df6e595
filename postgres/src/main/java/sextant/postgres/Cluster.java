package sextant.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import sextant.postgres.Command.Result;
import sextant.postgres.StartRefusal.Damaged;
import sextant.postgres.StartRefusal.OtherMajorVersion;

/** The cluster in a data directory, and the password of its owner role. Used while no server runs in it. */
final class Cluster {
    static final String DATABASE = "sextant";
    static final String OWNER = "sextant_owner";

    private final DataDirectory directory;
    private final boolean durable;

    Cluster(DataDirectory directory, boolean durable) {
        this.directory = directory;
        this.durable = durable;
    }

    /** Refuses a cluster that our PostgreSQL cannot serve. */
    void checkVersion() throws CannotStart {
        Path cluster = directory.cluster();
        try {
            if (!exists()) {
                return;
            }
            Path versionFile = cluster.resolve("PG_VERSION");
            if (!Files.isRegularFile(versionFile)) {
                throw new CannotStart(new Damaged(cluster, "it has no file PG_VERSION"));
            }
            String found =
                    Files.readString(versionFile, StandardCharsets.ISO_8859_1).strip();
            if (!found.equals(Binaries.MAJOR)) {
                throw new CannotStart(new OtherMajorVersion(cluster, found, Binaries.MAJOR));
            }
        } catch (IOException e) {
            throw Failures.from(cluster, e);
        }
    }

    /** Makes the cluster on the first start. Returns the owner's password. */
    String prepare(Path home, RunAs runAs) throws CannotStart {
        try {
            runAs.checkReaches(home);
            boolean made = exists();
            String password = Files.exists(directory.password())
                    ? Files.readString(directory.password()).strip()
                    : "";
            if (password.isEmpty()) {
                password = writeNewPassword();
                runAs.give(directory.password());
                if (made) {
                    // The file was lost; whoever holds the data directory may set a new one.
                    execute(home, runAs, directory.cluster(), "ALTER ROLE " + OWNER + " PASSWORD '" + password + "'");
                }
            }
            if (!made) {
                make(home, runAs, password);
            }
            return password;
        } catch (IOException e) {
            throw Failures.from(directory.root(), e);
        }
    }

    private boolean exists() throws IOException {
        return Files.exists(directory.cluster()) && !DataDirectory.isEmpty(directory.cluster());
    }

    /** In a place beside, then moved: a cluster is whole or absent, whatever happens in between. */
    private void make(Path home, RunAs runAs, String password) throws IOException, CannotStart {
        Path unfinished = directory.unfinishedCluster();
        DataDirectory.deleteTree(unfinished);
        List<String> words = new ArrayList<>(List.of(
                home.resolve("bin/initdb").toString(),
                "--pgdata=" + unfinished,
                "--username=postgres",
                "--pwfile=" + directory.password(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                // What is a letter is still asked of the C library in places, such as pg_trgm.
                "--lc-ctype=C.UTF-8",
                "--data-checksums",
                "--no-instructions"));
        if (!durable) {
            words.add("--no-sync");
        }
        try {
            Result result = Command.run(runAs.command("KILL", words), "");
            if (result.exitCode() != 0) {
                throw Failures.from(directory.root(), 0, result.exitCode(), result.lines());
            }
            execute(
                    home,
                    runAs,
                    unfinished,
                    "CREATE ROLE " + OWNER + " LOGIN CREATEROLE CREATEDB BYPASSRLS PASSWORD '" + password + "'",
                    "GRANT pg_monitor, pg_signal_backend TO " + OWNER,
                    "CREATE DATABASE " + DATABASE + " OWNER " + OWNER,
                    "ALTER ROLE postgres PASSWORD NULL");
        } catch (CannotStart e) {
            DataDirectory.deleteTree(unfinished);
            throw e;
        }
        Files.move(unfinished, directory.cluster(), StandardCopyOption.ATOMIC_MOVE);
        DataDirectory.force(directory.root());
    }

    /** In single-user mode, through its input: nothing secret stands on a command line or in a log. */
    private void execute(Path home, RunAs runAs, Path cluster, String... statements) throws IOException, CannotStart {
        List<String> words = List.of(
                home.resolve("bin/postgres").toString(),
                "--single",
                "-D",
                cluster.toString(),
                "-c",
                "exit_on_error=on",
                "-c",
                "log_min_error_statement=panic",
                "-c",
                "log_checkpoints=off",
                "-c",
                "fsync=" + (durable ? "on" : "off"),
                "postgres");
        Result result = Command.run(runAs.command("KILL", words), String.join("\n", statements) + "\n");
        if (result.exitCode() != 0) {
            throw Failures.from(directory.root(), 0, result.exitCode(), result.lines());
        }
    }

    /** 192 bits in letters that need no quoting anywhere. */
    private String writeNewPassword() throws IOException {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Path unfinished = directory.root().resolve("password.unfinished");
        Files.deleteIfExists(unfinished);
        try (FileChannel channel = FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                DataDirectory.PRIVATE_FILE)) {
            channel.write(ByteBuffer.wrap((password + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(unfinished, directory.password(), StandardCopyOption.ATOMIC_MOVE);
        return password;
    }
}
