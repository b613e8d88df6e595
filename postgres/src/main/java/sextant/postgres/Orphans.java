package sextant.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import sextant.postgres.StartRefusal.DirectoryInUse;
import sextant.postgres.StartRefusal.Interrupted;
import sextant.postgres.StartRefusal.ServerFailed;

/**
 * What an earlier, killed run left behind in our data directory: a server without us, backends without a server, a server
 * that was just being set up, a {@code postmaster.pid} of a dead process. Only the holder of the lock may call this.
 *
 * <p>A process is ours when it runs PostgreSQL's programs and works in our data directory or names it on its command
 * line: a process id alone proves nothing, since the system uses them again. As no such process is left afterwards, the
 * pid file may go, and PostgreSQL takes back or leaves alone the shared memory by itself.
 */
final class Orphans {
    private static final Set<String> PROGRAMS = Set.of("postgres", "initdb", "postgres (deleted)", "initdb (deleted)");

    private static final Path PROC = Path.of("/proc");
    private final DataDirectory directory;
    private final ServerLog log;

    Orphans(DataDirectory directory, ServerLog log) {
        this.directory = directory;
        this.log = log;
    }

    /** {@code patience} is how long a server may take for its fast shutdown, which writes a checkpoint. */
    void clear(Duration patience) throws CannotStart {
        try {
            Path pidFile = directory.cluster().resolve("postmaster.pid");
            OptionalLong postmaster = firstLine(pidFile);
            Set<Long> left = find();
            if (left.isEmpty()) {
                refuseHiddenServer(postmaster);
            } else {
                stop(left, postmaster, patience);
            }
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw Failures.from(directory.cluster(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart(new Interrupted(), e);
        }
    }

    /** The process ids of every PostgreSQL process in our data directory. */
    Set<Long> find() throws IOException {
        Set<Long> found = new LinkedHashSet<>();
        try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                if (isOurs(entry)) {
                    found.add(Long.parseLong(entry.getFileName().toString()));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    private void stop(Set<Long> left, OptionalLong postmaster, Duration patience)
            throws IOException, CannotStart, InterruptedException {
        log.own("stopping what an earlier run left running: " + left);
        if (postmaster.isPresent() && left.contains(postmaster.getAsLong())) {
            Command.signal("INT", postmaster.getAsLong());
            left = waitUntilGone(patience);
        } else {
            // Backends without a server notice it, and end by themselves as soon as they wait for something.
            left = waitUntilGone(Duration.ofSeconds(1));
        }
        for (String signal : List.of("QUIT", "KILL")) {
            for (long pid : left) {
                Command.signal(signal, pid);
            }
            if (!left.isEmpty()) {
                left = waitUntilGone(Duration.ofSeconds(5));
            }
        }
        if (!left.isEmpty()) {
            throw new CannotStart(new ServerFailed("the processes " + left + " of an earlier run cannot be stopped"));
        }
    }

    private Set<Long> waitUntilGone(Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Set<Long> left = find();
        while (!left.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(10);
            left = find();
        }
        return left;
    }

    /** Another user's processes hide where they work, but not their command line. */
    private void refuseHiddenServer(OptionalLong postmaster) throws CannotStart {
        if (postmaster.isPresent() && namesCluster(PROC.resolve(Long.toString(postmaster.getAsLong())))) {
            throw new CannotStart(new DirectoryInUse(directory.root(), postmaster));
        }
    }

    private boolean isOurs(Path process) {
        try {
            Path program = Files.readSymbolicLink(process.resolve("exe")).getFileName();
            if (program == null || !PROGRAMS.contains(program.toString())) {
                return false;
            }
            return isOurCluster(Files.readSymbolicLink(process.resolve("cwd"))) || namesCluster(process);
        } catch (IOException e) {
            return false; // it has ended, is a zombie, or is another user's
        }
    }

    private boolean isOurCluster(Path path) {
        return path.equals(directory.cluster()) || path.equals(directory.unfinishedCluster());
    }

    private boolean namesCluster(Path process) {
        try {
            String words = new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
            for (String word : words.split("\0", -1)) {
                if (word.equals(directory.cluster().toString())
                        || word.equals(directory.unfinishedCluster().toString())) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    static OptionalLong firstLine(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return OptionalLong.empty();
        }
        String first = Files.readString(pidFile, StandardCharsets.ISO_8859_1)
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        return first.matches("[0-9]{1,9}") ? OptionalLong.of(Long.parseLong(first)) : OptionalLong.empty();
    }
}
