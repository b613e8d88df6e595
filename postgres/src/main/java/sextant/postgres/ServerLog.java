package sextant.postgres;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the server says: to two files of bounded length, to the listener, and its last lines to whoever asks why it ended. A
 * log that cannot be written stops nothing.
 */
final class ServerLog implements AutoCloseable {
    private static final long MOST_BYTES = 8 << 20;
    private static final int LAST_LINES = 40;

    private final Path directory;
    private final Listener listener;
    private final Deque<String> last = new ArrayDeque<>();
    private @Nullable Writer writer;
    private long written;

    ServerLog(Path directory, Listener listener) {
        this.directory = directory;
        this.listener = listener;
    }

    /** One line about the server, from us. */
    void own(String line) {
        add("sextant: " + line);
    }

    void add(String line) {
        synchronized (this) {
            last.addLast(line);
            if (last.size() > LAST_LINES) {
                last.removeFirst();
            }
            write(line);
        }
        tell(hearing -> hearing.line(line));
    }

    /** Tells the listener something. Its own failures stay its own. */
    void tell(Consumer<Listener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException e) {
            synchronized (this) {
                write("sextant: the listener failed: " + e);
            }
        }
    }

    /** Forgets the last lines, since they belong to an earlier run. */
    synchronized void startOver() {
        last.clear();
    }

    synchronized List<String> lastLines() {
        return List.copyOf(last);
    }

    /** Reads a server's output to its end, on a thread of its own. */
    Thread follow(Process server) {
        return Thread.ofPlatform().daemon().name("postgres-log").start(() -> {
            try (var lines = server.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    add(line);
                }
            } catch (IOException e) {
                own("the server's output broke off: " + e.getMessage());
            }
        });
    }

    private void write(String line) {
        try {
            Writer to = open();
            to.write(line);
            to.write('\n');
            to.flush();
            written += line.length() + 1;
            if (written >= MOST_BYTES) {
                close();
                Files.move(file(), directory.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            close(); // the next line tries again
        }
    }

    private Writer open() throws IOException {
        @Nullable Writer open = writer;
        if (open != null) {
            return open;
        }
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory, DataDirectory.PRIVATE_DIRECTORY);
        }
        if (!Files.exists(file())) {
            Files.createFile(file(), DataDirectory.PRIVATE_FILE);
        }
        written = Files.size(file());
        Writer opened = Files.newBufferedWriter(file(), StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
        writer = opened;
        return opened;
    }

    private Path file() {
        return directory.resolve("postgres.log");
    }

    @Override
    public synchronized void close() {
        @Nullable Writer open = writer;
        writer = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Nothing is buffered: every line was flushed or has failed.
            }
        }
    }
}
