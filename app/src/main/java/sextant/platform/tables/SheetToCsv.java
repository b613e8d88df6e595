package sextant.platform.tables;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An XLSX as the CSV that whoever reads tables reads (RFC 4180, UTF-8, commas, points): a row of the sheet on the line of its
 * number, cells as {@link SheetReader} tells them.
 */
public final class SheetToCsv {
    private SheetToCsv() {}

    /** @throws UnreadableSheet when it is none, or one that is not read */
    public static void write(Path xlsx, Path csv) throws IOException, UnreadableSheet {
        try (Writer out = new OutputStreamWriter(Files.newOutputStream(csv), StandardCharsets.UTF_8);
                CsvWriter writer =
                        CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out)) {
            int[] last = {0};
            SheetReader.read(xlsx, (number, cells) -> {
                while (++last[0] < number) writer.writeRecord("");
                writer.writeRecord(cells);
            });
        }
    }
}
