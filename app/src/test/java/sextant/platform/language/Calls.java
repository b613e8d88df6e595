package sextant.platform.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds method calls in source text, well enough for the house's own code: strings, characters and nesting are understood. */
final class Calls {
    /** @param arguments as they stand in the source, one text each */
    record Call(String receiver, String name, List<String> arguments) {}

    private static final Pattern CALL = Pattern.compile("(?:(\\w+)(?:\\(\\))?\\s*\\.\\s*)?\\b(\\w+)\\((?!\\)\\s*\\.)");
    private static final Pattern COMMENT =
            Pattern.compile("(\"(?:[^\"\\\\\\n]++|\\\\.)*+\")|/\\*.*?\\*/|<%--.*?--%>|(?<!:)//[^\\n]*", Pattern.DOTALL);
    private static final Pattern STRING = Pattern.compile("\"([\\w.-]+)\"");

    private Calls() {}

    static List<Call> in(String source) {
        String code = withoutComments(source);
        var calls = new ArrayList<Call>();
        Matcher call = CALL.matcher(code);
        for (int from = 0; call.find(from); from = call.end())
            calls.add(new Call(
                    call.group(1) == null ? "" : call.group(1), call.group(2), parts(inner(code, call.end()), ',')));
        return calls;
    }

    static String withoutComments(String source) {
        return COMMENT.matcher(source)
                .replaceAll(found -> found.group(1) == null ? " " : Matcher.quoteReplacement(found.group(1)));
    }

    /** The strings that could be a key or a code. */
    static List<String> strings(String source) {
        return STRING.matcher(source).results().map(found -> found.group(1)).toList();
    }

    /** What stands between the bracket that opens just before {@code from} and the one that closes it. */
    static String inner(String code, int from) {
        int depth = 0;
        for (int i = from; i < code.length(); i = next(code, i)) {
            char c = code.charAt(i);
            if (c == '(' || c == '{' || c == '[') depth++;
            if ((c == ')' || c == '}' || c == ']') && depth-- == 0) return code.substring(from, i);
        }
        return code.substring(from);
    }

    /** Split where the sign stands outside of strings and brackets. */
    static List<String> parts(String code, char sign) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < code.length(); i = next(code, i)) {
            char c = code.charAt(i);
            if (c == '(' || c == '{' || c == '[') depth++;
            if (c == ')' || c == '}' || c == ']') depth--;
            if (c == sign && depth == 0) {
                parts.add(code.substring(start, i).strip());
                start = i + 1;
            }
        }
        if (!code.isBlank()) parts.add(code.substring(start).strip());
        return parts;
    }

    /** The strings that an expression can have as its value: those that are no argument of a call within it. */
    static List<String> values(String expression) {
        var values = new ArrayList<String>();
        var isCall = new ArrayList<Boolean>();
        for (int i = 0; i < expression.length(); i = next(expression, i)) {
            char c = expression.charAt(i);
            if (c == '(' || c == '[')
                isCall.add(c == '[' || i > 0 && Character.isJavaIdentifierPart(expression.charAt(i - 1)));
            if ((c == ')' || c == ']') && !isCall.isEmpty()) isCall.removeLast();
            if (c == '"' && !isCall.contains(true)) values.add(expression.substring(i + 1, next(expression, i) - 1));
        }
        return values;
    }

    /** Whether the expression puts texts together, so that none of its strings is the whole. */
    static boolean joins(String expression) {
        return parts(expression, '+').size() > 1;
    }

    /** The place after the sign at {@code i}; a string or character is one sign. */
    private static int next(String code, int i) {
        char quote = code.charAt(i);
        if (quote == '\'' && !isCharacter(code, i) || quote != '"' && quote != '\'') return i + 1;
        int end = i + 1;
        while (end < code.length() && code.charAt(end) != quote) end += code.charAt(end) == '\\' ? 2 : 1;
        return Math.min(end + 1, code.length());
    }

    /** A character of Java, not an apostrophe in a template's text. */
    private static boolean isCharacter(String code, int i) {
        return Arrays.asList(i + 2, i + 3, i + 7).stream()
                .anyMatch(end -> end < code.length() && code.charAt(end) == '\'');
    }
}
