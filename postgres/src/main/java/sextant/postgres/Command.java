package sextant.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sextant.postgres.StartRefusal.Interrupted;
import sextant.postgres.StartRefusal.MissingProgram;

/** Runs other programs, in an environment that holds nothing of ours: no PGDATA, no locale, no secret. */
final class Command {
    private static final List<String> PLACES = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

    private Command() {}

    /** What a program that has ended wrote on both of its outputs. */
    record Result(int exitCode, List<String> lines) {}

    /** The system's program of that name. */
    static String program(String name) throws CannotStart {
        return find(name).orElseThrow(() -> new CannotStart(new MissingProgram(name)));
    }

    static Optional<String> find(String name) {
        return PLACES.stream()
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    static Process launch(List<String> words, Path workingDirectory) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(workingDirectory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", String.join(":", PLACES));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        return builder.start();
    }

    /** Runs to the end. {@code input} is short: it is written before any output is read. */
    static Result run(List<String> words, String input) throws IOException, CannotStart {
        Process process = launch(words, Path.of("/"));
        try (OutputStream to = process.getOutputStream()) {
            to.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            // The program did not want its input; its exit code and its words say why.
        }
        List<String> lines = new ArrayList<>();
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
            return new Result(process.waitFor(), List.copyOf(lines));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new CannotStart(new Interrupted(), e);
        }
    }

    /** Through the shell, which has {@code kill} built in: not every system has the program. */
    static void signal(String name, long pid) throws CannotStart {
        try {
            run(List.of(program("sh"), "-c", "kill -\"$1\" \"$2\"", "sh", name, Long.toString(pid)), "");
        } catch (IOException e) {
            throw Failures.from(Path.of("/bin/sh"), e);
        }
    }
}
