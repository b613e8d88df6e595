package sextant.platform.tables;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The encodings that spreadsheets and exports write. A byte order mark at the start is never part of the text. */
public enum Encoding {
    UTF_8(StandardCharsets.UTF_8),
    UTF_16LE(StandardCharsets.UTF_16LE),
    UTF_16BE(StandardCharsets.UTF_16BE),
    WINDOWS_1252(Charset.forName("windows-1252"));

    private final Charset charset;

    Encoding(Charset charset) {
        this.charset = charset;
    }

    public Charset charset() {
        return charset;
    }
}
