package sextant.measurement.intake;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;

class MillionRowsTest {

    @Test
    void a_million_rows_stream_through_a_heap_of_256_megabytes() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        classPath(),
                        MillionRows.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.print(said);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).describedAs(said).isZero();
        assertThat(said).contains("heap of 256 MB");
    }

    /** Only what reading needs: that it needs no more is part of the promise. */
    private static String classPath() throws IOException, URISyntaxException {
        List<String> places = new ArrayList<>();
        for (Class<?> each : List.of(Rows.class, MillionRows.class, CsvReader.class, JsonParser.class))
            places.add(Path.of(each.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        return String.join(File.pathSeparator, places);
    }
}
