package sextant.measurement.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sextant.measurement.intake.Detection.Confidence;
import sextant.measurement.intake.Detection.Suggestion;

/** On the known exploited vulnerabilities by month, a file that others made; the product does not ship it. */
class RealUploadTest {

    @Test
    void the_months_of_known_exploited_vulnerabilities_are_recognised_and_read_whole() throws IOException {
        Path file = Optional.ofNullable(System.getenv("SEXTANT_SHARED_DATA"))
                .map(Path::of)
                .orElse(Path.of("../../shared/data"))
                .resolve("kev-monthly.csv");
        assumeTrue(
                Files.isReadable(file), "skipped: no kev-monthly.csv; SEXTANT_SHARED_DATA names the folder it is in");
        byte[] bytes = Files.readAllBytes(file);

        Detection detection = Detection.detect(bytes);
        assertThat(detection.delimiter()).isEqualTo(Delimiter.COMMA);
        assertThat(detection.header()).isTrue();
        assertThat(detection.columns().getFirst().name()).isEqualTo("month_end");
        assertThat(detection.time()).contains(new Suggestion(0, Confidence.HIGH));
        assertThat(detection.value()).map(Suggestion::confidence).contains(Confidence.LOW);
        assertThat(detection.mapping(ZoneOffset.UTC)).isEmpty();

        int median = detection.columns().stream()
                .filter(column -> column.name().equals("median_days_to_due"))
                .findFirst()
                .orElseThrow()
                .index();
        Mapping mapping =
                detection.mapping(new Columns(0, median), ZoneOffset.UTC).orElseThrow();
        Uploads.Reading reading = Uploads.csv(bytes, mapping, Limits.STANDARD);
        assertThat(reading.outcome()).isEqualTo(new Outcome.Finished(46, 0));
        assertThat(reading.good(0).localDate()).isEqualTo(LocalDate.parse("2021-11-30"));
        assertThat(reading.good(0).value()).isEqualTo(new BigDecimal(181));
        assertThat(reading.good(45).localDate()).isEqualTo(LocalDate.parse("2025-08-31"));
        assertThat(reading.good(45).value()).isEqualTo(new BigDecimal(21));
    }
}
