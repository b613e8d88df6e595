package sextant.evidence;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sextant.journal.Proofs;
import sextant.journal.Revisions;
import sextant.ledger.PackFormat;
import sextant.ledger.TlogProof;
import sextant.platform.OrganizationId;

/**
 * The second format: all records in one file and all rows in another, beside the hash of every leaf of the log. Both grow
 * beside the pack while its documents are written, since a ZIP takes one file after the other.
 */
final class ListedFiles implements RecordFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ListedFiles.class);

    private final PackFile pack;
    private final Proofs proofs;
    private final OrganizationId organization;
    private final Proofs.Head head;
    private final Spool records = new Spool();
    private final Spool rows = new Spool();

    ListedFiles(PackFile pack, Proofs proofs, OrganizationId organization, Proofs.Head head) {
        this.pack = pack;
        this.proofs = proofs;
        this.organization = organization;
        this.head = head;
    }

    @Override
    public PackFormat format() {
        return PackFormat.LEAVES;
    }

    @Override
    public boolean wantsProofs() {
        return false;
    }

    @Override
    public void add(List<Revisions.Raw> revisions, List<TlogProof> none) {
        for (Revisions.Raw raw : revisions)
            records.write(out -> {
                out.write(Long.toString(raw.leafIndex().orElseThrow()).getBytes(StandardCharsets.US_ASCII));
                out.write('\t');
                out.write(raw.leaf());
                out.write('\t');
                out.write(RecordFiles.disclosed(raw));
                out.write('\n');
            });
    }

    @Override
    public void addRows(UUID batch, Consumer<OutputStream> lines) {
        rows.write(out -> lines.accept(new Prefixed(out, batch + "\t")));
    }

    @Override
    public void finish() {
        pack.add("leaves.bin", out -> proofs.writeLeaves(organization, head, out));
        pack.add("records.ndjson", records::copyTo);
        pack.add("measurements.ndjson", rows::copyTo);
    }

    @Override
    public void close() {
        records.close();
        rows.close();
    }

    /** Puts the same in front of every line. */
    private static final class Prefixed extends FilterOutputStream {
        private final byte[] prefix;
        private boolean begins = true;

        Prefixed(OutputStream out, String prefix) {
            super(out);
            this.prefix = prefix.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public void write(int one) throws IOException {
            if (begins) out.write(prefix);
            out.write(one);
            begins = one == '\n';
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int line = from;
            for (int i = from; i < from + length; i++) {
                if (bytes[i] != '\n') continue;
                if (begins) out.write(prefix);
                out.write(bytes, line, i + 1 - line);
                begins = true;
                line = i + 1;
            }
            if (line == from + length) return;
            if (begins) out.write(prefix);
            out.write(bytes, line, from + length - line);
            begins = false;
        }
    }

    /** A file that grows until it is copied into the pack. */
    private static final class Spool {
        private interface Writing {
            void to(OutputStream out) throws IOException;
        }

        private final Path file;
        private final OutputStream out;

        Spool() {
            try {
                file = Files.createTempFile("evidence-", ".ndjson");
                out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void write(Writing writing) {
            try {
                writing.to(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void copyTo(OutputStream pack) {
            try {
                out.flush();
                Files.copy(file, pack);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void close() {
            try {
                out.close();
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("a temporary file stays behind: {}", file);
            }
        }
    }
}
