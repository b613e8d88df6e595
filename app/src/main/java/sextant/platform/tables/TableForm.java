package sextant.platform.tables;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** As what a table leaves. */
public enum TableForm {
    CSV("text/csv;charset=UTF-8"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    PDF("application/pdf");

    private final String mediaType;

    TableForm(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The ending of its files, without the dot. */
    public String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TableForm> of(String ending) {
        return Arrays.stream(values())
                .filter(form -> form.ending().equals(ending))
                .findFirst();
    }
}
