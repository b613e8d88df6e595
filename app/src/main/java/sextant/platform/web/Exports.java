package sextant.platform.web;

/** Where a page leads to the files of its register, as it is filtered and sorted. */
public record Exports(String csv, String xlsx, String pdf) {

    /** @param file without its ending: {@code /objectives} */
    public static Exports of(Asked asked, String file) {
        return new Exports(asked.at(file + ".csv"), asked.at(file + ".xlsx"), asked.at(file + ".pdf"));
    }
}
