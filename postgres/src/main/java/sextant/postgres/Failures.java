package sextant.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import sextant.postgres.StartRefusal.DirectoryInUse;
import sextant.postgres.StartRefusal.DiskFull;
import sextant.postgres.StartRefusal.NotWritable;
import sextant.postgres.StartRefusal.PortTaken;
import sextant.postgres.StartRefusal.ServerFailed;

/** Turns what the operating system and PostgreSQL said into the refusal it means. Both are asked to speak English. */
final class Failures {

    private Failures() {}

    static CannotStart from(Path path, IOException failure) {
        String said = String.valueOf(failure.getMessage());
        if (isDiskFull(said)) {
            return new CannotStart(new DiskFull(path), failure);
        }
        return new CannotStart(new NotWritable(path, reason(failure)), failure);
    }

    /** {@code lines} are what initdb or the server wrote before it ended. */
    static CannotStart from(Path cluster, int port, int exitCode, List<String> lines) {
        String all = String.join("\n", lines);
        if (isDiskFull(all)) {
            return new CannotStart(new DiskFull(cluster));
        }
        if (all.contains("Address already in use")) {
            return new CannotStart(new PortTaken(port));
        }
        if (all.contains("lock file \"postmaster.pid\" already exists")) {
            return new CannotStart(new DirectoryInUse(cluster, OptionalLong.empty()));
        }
        if (all.contains("Read-only file system")) {
            return new CannotStart(new NotWritable(cluster, "read-only file system"));
        }
        return new CannotStart(new ServerFailed(lastWord(lines, exitCode)));
    }

    private static boolean isDiskFull(String said) {
        return said.contains("No space left on device") || said.contains("Disk quota exceeded");
    }

    private static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileSystemException specific && specific.getReason() != null) {
            return specific.getReason().toLowerCase(Locale.ROOT);
        }
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    /** The last line that names an error, without PostgreSQL's time stamp; else the last line. */
    private static String lastWord(List<String> lines, int exitCode) {
        String last = "it ended with exit code " + exitCode + " and said nothing";
        boolean found = false;
        for (String line : lines) {
            for (String mark : List.of("PANIC:", "FATAL:", "error:")) {
                int at = line.indexOf(mark);
                if (at >= 0) {
                    last = line.substring(at + mark.length()).strip();
                    found = true;
                }
            }
            if (!found && !line.isBlank()) {
                last = line.strip();
            }
        }
        return last;
    }
}
