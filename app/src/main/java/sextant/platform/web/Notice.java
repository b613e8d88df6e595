package sextant.platform.web;

import java.util.List;

/** What an action did, told once on the page that follows it: a message key below {@code notice.} and its arguments. */
public record Notice(Kind kind, String code, List<String> arguments) {
    public enum Kind {
        DONE("done"),
        REFUSED("refused");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    public static Notice done(String code, String... arguments) {
        return new Notice(Kind.DONE, code, List.of(arguments));
    }

    public static Notice refused(String code, String... arguments) {
        return new Notice(Kind.REFUSED, code, List.of(arguments));
    }
}
