package sextant.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How to reach the server that another process runs in a data directory.
 *
 * @param jdbcUrl without user and password
 */
public record RunningPostgres(String jdbcUrl, String ownerUser, String ownerPassword) {
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /**
     * Empty when no server accepts connections there. The answer may be out of date at once: the server can end, and a
     * {@code postmaster.pid} that a killed server left can name a process id that the system uses again.
     */
    static Optional<RunningPostgres> in(Path dataDirectory) throws IOException {
        Path root = dataDirectory.toAbsolutePath().normalize();
        try {
            List<String> lines = Files.readAllLines(
                    DataDirectory.clusterIn(root).resolve("postmaster.pid"), StandardCharsets.ISO_8859_1);
            if (lines.size() <= STATUS_LINE || !lines.get(STATUS_LINE).strip().equals("ready")) {
                return Optional.empty();
            }
            String pid = lines.getFirst().strip();
            String port = lines.get(PORT_LINE).strip();
            if (!pid.matches("[0-9]{1,9}") || !port.matches("[0-9]{1,5}") || !isAlive(Long.parseLong(pid))) {
                return Optional.empty();
            }
            String password = Files.readString(DataDirectory.passwordIn(root)).strip();
            return Optional.of(
                    new RunningPostgres(EmbeddedPostgres.jdbcUrl(Integer.parseInt(port)), Cluster.OWNER, password));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    @Override
    public String toString() {
        return "RunningPostgres[" + jdbcUrl + "]";
    }
}
