package sextant.postgres;

import java.nio.file.Path;

/**
 * Another process that starts a server: prints {@code ready <pid of the server>} or {@code refused <refusal> <sentence>},
 * and stops when its input ends.
 */
final class ChildInstance {
    private ChildInstance() {}

    public static void main(String[] args) throws Exception {
        Settings settings = Settings.standard().withSharedBuffersMegabytes(16).withBinaries(Path.of(args[1]));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(args[0]), settings)) {
            System.out.println("ready " + postgres.pid());
            while (System.in.read() >= 0) {
                // until the end
            }
        } catch (CannotStart e) {
            System.out.println("refused " + e.refusal().getClass().getSimpleName() + " " + e.getMessage());
        }
        System.out.println("closed");
    }
}
