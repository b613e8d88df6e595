package sextant.measurement.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static sextant.measurement.intake.Uploads.NOW;
import static sextant.measurement.intake.Uploads.PLAIN;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sextant.platform.tables.Encoding;

class HostileUploadsTest {

    private static final Limits LIMITS = new Limits(200_000_000, 1_000_000, 20, 100, 10_000);
    private static final int HUNDRED_MEGABYTES = 100_000_000;

    @Property
    void any_bytes_are_looked_at_and_read_to_an_outcome(@ForAll("bytes") byte[] bytes, @ForAll Encoding encoding) {
        Detection detection = Detection.detect(bytes);
        detection.mapping(Uploads.BERLIN).ifPresent(mapping -> assertCounted(Uploads.csv(bytes, mapping, LIMITS)));
        assertCounted(Uploads.csv(bytes, Uploads.with(PLAIN, encoding), LIMITS));
        assertCounted(Uploads.json(bytes, LIMITS));
        assertCounted(Uploads.ndjson(bytes, LIMITS));
    }

    @Property
    void text_made_of_what_matters_to_the_formats_is_read_to_an_outcome(@ForAll("fragments") String text) {
        any_bytes_are_looked_at_and_read_to_an_outcome(text.getBytes(StandardCharsets.UTF_8), Encoding.UTF_8);
    }

    @Test
    void a_line_of_a_hundred_megabytes_takes_no_more_memory_than_its_limit() throws IOException {
        for (String filling : List.of("x", ",", "\"", "\0")) {
            List<Row> rows = new ArrayList<>();
            long before = allocated();
            Outcome outcome = Rows.read(new Endless(filling, HUNDRED_MEGABYTES), PLAIN, LIMITS, NOW, rows::add);
            assertThat(outcome).describedAs(filling).isEqualTo(new Outcome.Finished(0, filling.equals(",") ? 0 : 1));
            assertThat(allocated() - before).describedAs(filling).isLessThan(HUNDRED_MEGABYTES / 10);
        }
    }

    @Test
    void a_json_text_of_a_hundred_megabytes_stops_at_its_limit() throws IOException {
        long before = allocated();
        Outcome outcome = Rows.readJson(
                new Endless("[{\"note\":\"", "x", HUNDRED_MEGABYTES), Uploads.BERLIN, LIMITS, NOW, row -> {});
        assertThat(outcome).isEqualTo(new Outcome.Stopped(new Outcome.Reason.JsonBeyondLimits(10_000), 1, 0, 0));
        assertThat(allocated() - before).isLessThan(HUNDRED_MEGABYTES / 10);
    }

    /** Each line leaves a quote open that looks closed to the line before: following them all would be quadratic. */
    @ParameterizedTest
    @ValueSource(strings = {"x\",\"\n", "\"\n", "\"a\n", "\"\"\"\n", ",\"\n", "\"a\",\"b\n", "\"\n\n\n\n"})
    void quotes_that_do_not_close_cost_no_more_than_reading(String line) {
        Limits limits = new Limits(20_000_000, 1_000_000, 20, 100, 65_536);
        Outcome outcome = assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> Rows.read(new Endless(line, 5_000_000), PLAIN, limits, NOW, row -> {}));
        assertThat(outcome.bad()).isPositive();
    }

    @Test
    void a_wrong_encoding_is_named_row_by_row() {
        byte[] utf16 = "date,value\n2024-01-01,1\n".repeat(3).getBytes(StandardCharsets.UTF_16LE);
        var reading = Uploads.csv(utf16, PLAIN, LIMITS);
        assertThat(reading.rows()).isNotEmpty().allMatch(Row.Bad.class::isInstance);
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(2_000);
    }

    @Provide
    Arbitrary<String> fragments() {
        return Arbitraries.of(
                        "\"",
                        "'",
                        ",",
                        ";",
                        "\t",
                        "\n",
                        "\r",
                        "\r\n",
                        "2024-01-01",
                        "1",
                        "1,5",
                        "=1",
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        "\"at\"",
                        "\"value\"",
                        "NaN",
                        "1e999",
                        "\ud83d\ude00",
                        "\0",
                        "\ufeff",
                        " ")
                .list()
                .ofMaxSize(300)
                .map(parts -> String.join("", parts));
    }

    private static void assertCounted(Uploads.Reading reading) {
        long good = reading.rows().stream().filter(Row.Good.class::isInstance).count();
        assertThat(reading.outcome().good()).isEqualTo(good);
        assertThat(reading.outcome().bad()).isEqualTo(reading.rows().size() - good);
        assertThat(reading.rows()).isSortedAccordingTo((one, other) -> Long.compare(one.line(), other.line()));
    }

    /** By this thread so far, in bytes. */
    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    /** The same text again and again, up to a length. */
    private static final class Endless extends InputStream {
        private final byte[] chunk;
        private final byte[] first;
        private int given;
        private int left;

        Endless(String text, int length) {
            this("", text, length);
        }

        Endless(String first, String text, int length) {
            this.first = first.getBytes(StandardCharsets.UTF_8);
            this.chunk = text.repeat(8_192 / text.length()).getBytes(StandardCharsets.UTF_8);
            this.left = length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left == 0) return -1;
            byte[] source = given < first.length ? first : chunk;
            int from = given < first.length ? given : (given - first.length) % chunk.length;
            int count = Math.min(Math.min(length, left), source.length - from);
            System.arraycopy(source, from, buffer, offset, count);
            given += count;
            left -= count;
            return count;
        }
    }
}
