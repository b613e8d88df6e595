/**
 * The embedded PostgreSQL: a real server that belongs to one Sextant and lives in its data directory. This package unpacks
 * the server, makes the cluster on the first start, starts the server as a child process, watches over it, starts it again
 * when it dies, and stops it. A file lock decides who owns a data directory; what an earlier, killed Sextant left running
 * there is stopped first. Every reason not to start is a {@link sextant.postgres.StartRefusal} with one sentence for the
 * operator.
 *
 * <p>The data directory (0700) holds {@code lock} (the file lock, with the process id of its holder), {@code password}
 * (0600), {@code postgres/} (the cluster), {@code bin/<version>/} (the server) and {@code log/} (at most 16 MiB). In the
 * cluster, {@code sextant_owner} owns the database {@code sextant} and may create roles and databases and see all rows, but
 * is no superuser; the superuser {@code postgres} has no password and so cannot sign in.
 */
@NullMarked
package sextant.postgres;

import org.jspecify.annotations.NullMarked;
