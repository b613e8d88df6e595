package sextant.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sextant.postgres.Settings.RootWay;
import sextant.postgres.StartRefusal.NoUserToRunAs;
import sextant.postgres.StartRefusal.NotReachable;
import sextant.postgres.StartRefusal.NotWritable;

/**
 * Who PostgreSQL runs as: we ourselves, or, when we are root, somebody it accepts.
 *
 * @param prefix the words before a command that make it run as this user
 * @param user how to call the user in a sentence
 * @param uid the owner that files must have for this user to use them as their own, as we see it
 */
record RunAs(List<String> prefix, String user, int uid, int gid) {
    private static final List<String> SYSTEM_USERS = List.of("postgres", "nobody");

    /** Chooses a way that works, gives the directory to its user, and makes sure that the user gets there. */
    static RunAs choose(DataDirectory directory, Optional<RootWay> way) throws CannotStart {
        try {
            int self = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            RunAs chosen;
            if (self == 0) {
                chosen = forRoot(way);
            } else {
                chosen = new RunAs(
                        List.of(), "this user", self, (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:gid"));
            }
            chosen.takeOver(directory, self == 0);
            chosen.checkReaches(directory.root());
            return chosen;
        } catch (IOException e) {
            throw Failures.from(directory.root(), e);
        }
    }

    /** The command as this user, ending with {@code deathSignal} when the thread that launched it ends. */
    List<String> command(String deathSignal, List<String> words) throws CannotStart {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(List.of(Command.program("setpriv"), "--pdeathsig", deathSignal, "--"));
        all.addAll(words);
        return List.copyOf(all);
    }

    /** Gives one file to this user. */
    void give(Path file) throws IOException {
        if (ownerOf(file) != uid) {
            Files.setAttribute(file, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Refuses a directory that this user may not enter, by the name of the outermost one that is closed. */
    void checkReaches(Path directory) throws IOException, CannotStart {
        if (prefix.isEmpty() || enters(directory)) {
            return; // with an empty prefix the user is ourselves, and we are there already
        }
        Path blocked = directory;
        for (@Nullable Path parent = directory.getParent(); parent != null; parent = parent.getParent()) {
            if (!enters(parent)) {
                blocked = parent;
            }
        }
        throw new CannotStart(new NotReachable(blocked, user));
    }

    private boolean enters(Path directory) throws IOException, CannotStart {
        return works("test", "-x", directory.toString());
    }

    private boolean works(String... words) throws IOException, CannotStart {
        List<String> all = new ArrayList<>(prefix);
        all.add(Command.program(words[0]));
        all.addAll(List.of(words).subList(1, words.length));
        return Command.run(all, "").exitCode() == 0;
    }

    private static RunAs forRoot(Optional<RootWay> way) throws IOException, CannotStart {
        List<String> tried = new ArrayList<>();
        if (way.orElse(RootWay.USER_NAMESPACE) == RootWay.USER_NAMESPACE) {
            Optional<String> unshare = Command.find("unshare");
            if (unshare.isPresent()) {
                RunAs namespaced =
                        new RunAs(List.of(unshare.get(), "--user", "--"), "root without its privileges", 0, 0);
                if (namespaced.works("true")) {
                    return namespaced;
                }
            }
            tried.add("user namespaces are not allowed");
        }
        if (way.orElse(RootWay.SYSTEM_USER) == RootWay.SYSTEM_USER) {
            Optional<RunAs> system = systemUser(Files.readAllLines(Path.of("/etc/passwd")));
            if (system.isPresent() && system.get().works("true")) {
                return system.get();
            }
            tried.add("there is no user postgres or nobody that we may become");
        }
        throw new CannotStart(new NoUserToRunAs(String.join(", ", tried)));
    }

    /** {@code passwd} as in passwd(5). */
    static Optional<RunAs> systemUser(List<String> passwd) throws CannotStart {
        String setpriv = Command.program("setpriv");
        for (String name : SYSTEM_USERS) {
            for (String line : passwd) {
                String[] fields = line.split(":", -1);
                if (fields.length == 7 && fields[0].equals(name)) {
                    List<String> prefix =
                            List.of(setpriv, "--reuid=" + fields[2], "--regid=" + fields[3], "--clear-groups", "--");
                    return Optional.of(new RunAs(
                            prefix,
                            "the system user " + name,
                            Integer.parseInt(fields[2]),
                            Integer.parseInt(fields[3])));
                }
            }
        }
        return Optional.empty();
    }

    /** An earlier start may have run as somebody else. Only root can give files away. */
    private void takeOver(DataDirectory directory, boolean root) throws IOException, CannotStart {
        for (Path path : List.of(directory.root(), directory.cluster(), directory.password())) {
            if (Files.exists(path) && ownerOf(path) != uid) {
                if (!root) {
                    throw new CannotStart(new NotWritable(path, "it belongs to another user"));
                }
                giveTree(path);
            }
        }
    }

    /** A directory is given after what it holds, so that a walk cut short is walked again. */
    private void giveTree(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                give(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                give(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static int ownerOf(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }
}
