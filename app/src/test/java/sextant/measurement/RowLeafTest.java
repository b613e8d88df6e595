package sextant.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sextant.ledger.CanonicalJson;
import sextant.ledger.Commitment;

/** A row's leaf is written by hand, for speed; it must stay the canonical JSON that it stands for. */
class RowLeafTest {
    private static final byte[] SALT = new byte[Commitment.SALT_LENGTH];

    @Test
    void a_bare_row_is_canonical() {
        Instant at = Instant.parse("2026-03-01T12:00:00.123456Z");
        assertThat(MeasurementWriter.rowLeaf(at, 0, new BigDecimal("12.50"), null, "", null))
                .isEqualTo(CanonicalJson.bytes(Map.of("at", at.toString(), "correction", 0, "value", "12.5")));
    }

    @Test
    void a_row_with_a_period_and_a_note_is_canonical() {
        Instant at = Instant.parse("2026-03-01T00:00:00Z");
        assertThat(MeasurementWriter.rowLeaf(
                        at, 2, new BigDecimal("-1E+3"), LocalDate.parse("2026-02-01"), "\"zwölf\" \\", SALT))
                .isEqualTo(CanonicalJson.bytes(Map.of(
                        "at",
                        "2026-03-01T00:00:00Z",
                        "correction",
                        2,
                        "period-from",
                        "2026-02-01",
                        "note",
                        new Commitment(SALT, "\"zwölf\" \\").placeholder(),
                        "value",
                        "-1000")));
    }
}
