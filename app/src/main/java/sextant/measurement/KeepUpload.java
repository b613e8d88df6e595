package sextant.measurement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import sextant.ledger.Hash;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.platform.Ids;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;
import sextant.platform.tables.SentTable;
import sextant.platform.tables.UnreadableSheet;

/**
 * Keeps a file of measurements until it is recorded, and hands it out again; never the whole of it in memory. Of a spreadsheet the
 * rows are kept, as CSV, and the digest is that of the file that was sent.
 */
@Component
public class KeepUpload {
    private static final int PART = 1 << 20;

    private final Uploads uploads;
    private final Kpis kpis;
    private final Transactions transactions;
    private final Ids ids;

    KeepUpload(Uploads uploads, Kpis kpis, Transactions transactions, Ids ids) {
        this.uploads = uploads;
        this.kpis = kpis;
        this.transactions = transactions;
        this.ids = ids;
    }

    /**
     * @throws sextant.platform.NotFound when there is no such KPI
     * @throws sextant.platform.Forbidden when this person may not record its measurements
     * @throws UnreadableSheet when it is a spreadsheet that is not read
     */
    public UUID keep(Actor actor, KpiId kpi, String name, SentTable.Content content)
            throws IOException, UnreadableSheet {
        Measure sent = Measure.of(content);
        UUID id = ids.next();
        try (SentTable table = SentTable.of(content)) {
            long length = table.isSpreadsheet() ? Measure.of(table.text()).length() : sent.length();
            transactions.writing(actor.organization(), () -> {
                Kpi of = kpis.get(actor.organization(), kpi);
                actor.require(Permission.MEASUREMENTS_RECORD, of.definition().unit());
                uploads.add(actor, id, kpi, name, sent.digest(), length);
                putParts(actor.organization(), id, table.text());
            });
        }
        return id;
    }

    /** @throws sextant.platform.NotFound when there is no such upload of that person for that KPI */
    public Upload get(Actor actor, KpiId kpi, UUID id) {
        return transactions.read(actor.organization(), () -> uploads.get(actor, kpi, id));
    }

    /** The rows as they were sent. A part is fetched when it is needed, and no transaction stays open between two. */
    public InputStream open(OrganizationId organization, Upload upload) {
        return new Parts(
                number -> transactions.read(organization, () -> uploads.part(organization, upload.id(), number)));
    }

    private void putParts(OrganizationId organization, UUID id, SentTable.Content content) {
        try (InputStream in = content.open()) {
            int number = 0;
            for (byte[] part = in.readNBytes(PART); part.length > 0; part = in.readNBytes(PART))
                uploads.putPart(organization, id, number++, part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Measure(Hash digest, long length) {
        static Measure of(SentTable.Content content) throws IOException {
            try (InputStream in = content.open()) {
                MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
                byte[] buffer = new byte[65_536];
                long length = 0;
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    sha256.update(buffer, 0, n);
                    length += n;
                }
                return new Measure(Hash.fromBytes(sha256.digest()), length);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private interface PartSource {
        Optional<byte[]> part(int number);
    }

    private static final class Parts extends InputStream {
        private final PartSource source;
        private byte[] part = new byte[0];
        private int position;
        private int next;
        private boolean ended;

        Parts(PartSource source) {
            this.source = source;
        }

        @Override
        public int read() {
            return hasMore() ? part[position++] & 0xff : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (length == 0) return 0;
            if (!hasMore()) return -1;
            int count = Math.min(length, part.length - position);
            System.arraycopy(part, position, buffer, offset, count);
            position += count;
            return count;
        }

        private boolean hasMore() {
            while (!ended && position == part.length) {
                Optional<byte[]> more = source.part(next++);
                ended = more.isEmpty();
                part = more.orElse(new byte[0]);
                position = 0;
            }
            return position < part.length;
        }
    }
}
