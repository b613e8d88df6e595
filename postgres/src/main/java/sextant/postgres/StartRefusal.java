package sextant.postgres;

import java.nio.file.Path;
import java.util.OptionalLong;

/** Why the embedded PostgreSQL cannot be started, as a fact and as one English sentence for the operator. */
public sealed interface StartRefusal {

    String sentence();

    /** {@code holder} is the process id of the other instance, when it could be read. */
    record DirectoryInUse(Path directory, OptionalLong holder) implements StartRefusal {
        @Override
        public String sentence() {
            return "The data directory " + directory + " is in use by another running instance"
                    + (holder.isPresent() ? " (process " + holder.getAsLong() + ")" : "") + ".";
        }
    }

    record OtherMajorVersion(Path cluster, String found, String needed) implements StartRefusal {
        @Override
        public String sentence() {
            return "The database in " + cluster + " is of PostgreSQL " + found + ", and this version needs PostgreSQL "
                    + needed + ": make a backup with the version that wrote it and restore it here.";
        }
    }

    record NotWritable(Path path, String reason) implements StartRefusal {
        @Override
        public String sentence() {
            return path + " cannot be written: " + reason + ".";
        }
    }

    /** Making a directory private that others may use for other things would harm them. */
    record NotPrivate(Path directory) implements StartRefusal {
        @Override
        public String sentence() {
            return "The directory " + directory
                    + " is open to other users and holds other files: choose an empty or a private (0700) one.";
        }
    }

    /** {@code user} is who PostgreSQL would run as. */
    record NotReachable(Path directory, String user) implements StartRefusal {
        @Override
        public String sentence() {
            return "PostgreSQL would run as " + user + ", who may not enter " + directory
                    + ": choose another data directory or grant the right to enter it (chmod o+x).";
        }
    }

    record DiskFull(Path directory) implements StartRefusal {
        @Override
        public String sentence() {
            return "There is no space left on the disk of " + directory + ".";
        }
    }

    record PortTaken(int port) implements StartRefusal {
        @Override
        public String sentence() {
            return "Port " + port + " on 127.0.0.1 is taken by another program.";
        }
    }

    record NoUserToRunAs(String tried) implements StartRefusal {
        @Override
        public String sentence() {
            return "PostgreSQL does not run as root, and there is no other way here (" + tried
                    + "): start as an unprivileged user.";
        }
    }

    record UnsupportedPlatform(String system, String processor) implements StartRefusal {
        @Override
        public String sentence() {
            return "There is no embedded PostgreSQL for " + system + " on " + processor
                    + ": give the address of an external server.";
        }
    }

    record MissingProgram(String program) implements StartRefusal {
        @Override
        public String sentence() {
            return "The program " + program + " is missing: install the package util-linux.";
        }
    }

    record Damaged(Path path, String reason) implements StartRefusal {
        @Override
        public String sentence() {
            return path + " is damaged: " + reason + ".";
        }
    }

    /** Anything else; {@code reason} is PostgreSQL's own last word. */
    record ServerFailed(String reason) implements StartRefusal {
        @Override
        public String sentence() {
            return "PostgreSQL did not start: " + reason + ".";
        }
    }

    record Interrupted() implements StartRefusal {
        @Override
        public String sentence() {
            return "The start of PostgreSQL was interrupted.";
        }
    }
}
