package sextant.platform.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** A table that somebody sent, to be read as text: as it came, or, when it came as a spreadsheet, as CSV. */
public final class SentTable implements AutoCloseable {
    private static final int HEAD = 8;

    /** A file that can be read more than once. */
    public interface Content {
        InputStream open() throws IOException;
    }

    private final Content text;
    private final @Nullable Path converted;

    private SentTable(Content text, @Nullable Path converted) {
        this.text = text;
        this.converted = converted;
    }

    /** What is known to be text. */
    public static SentTable plain(Content sent) {
        return new SentTable(sent, null);
    }

    /** @throws UnreadableSheet when it is a spreadsheet that is not read */
    public static SentTable of(Content sent) throws IOException, UnreadableSheet {
        try (InputStream in = sent.open()) {
            if (!SheetReader.isSpreadsheet(in.readNBytes(HEAD))) return new SentTable(sent, null);
        }
        Path sheet = Files.createTempFile("sheet-", ".xlsx");
        Path csv = Files.createTempFile("sheet-", ".csv");
        boolean done = false;
        try (InputStream in = sent.open()) {
            Files.copy(in, sheet, StandardCopyOption.REPLACE_EXISTING);
            SheetToCsv.write(sheet, csv);
            done = true;
            return new SentTable(() -> Files.newInputStream(csv), csv);
        } finally {
            Files.deleteIfExists(sheet);
            if (!done) Files.deleteIfExists(csv);
        }
    }

    public Content text() {
        return text;
    }

    public boolean isSpreadsheet() {
        return converted != null;
    }

    @Override
    public void close() throws IOException {
        if (converted != null) Files.deleteIfExists(converted);
    }
}
