package sextant.platform.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds text in a template that no message bundle holds: words between tags, in attributes that are read to somebody, and
 * in strings that an expression or a call of another template shows.
 */
final class TemplateText {
    /** Words that are the same in every language, or none, each with the reason. */
    private static final Map<String, String> SAME_EVERYWHERE = Map.of("<kbd>Ctrl", "what is printed on the key");

    /** Attributes named data-… that show nothing, each with the reason. */
    private static final Map<String, String> TECHNICAL_DATA = Map.of(
            "data-opens", "the id of the dialog to open", "data-copy", "the id of the element whose text is copied");

    private static final Set<String> READ_ATTRIBUTES = Set.of(
            "title",
            "alt",
            "placeholder",
            "label",
            "aria-label",
            "aria-description",
            "aria-valuetext",
            "aria-roledescription",
            "aria-placeholder");
    private static final Set<String> SHOWN_PARAMETERS = Set.of("title", "label", "hint", "none", "affix", "text");
    private static final char EXPRESSION = '\uE000';
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    private static final Pattern ENTITY = Pattern.compile("&(?:#\\w+|\\w+);");
    private static final Pattern TAG = Pattern.compile(
            "<!--.*?-->|<[!/]?([a-zA-Z][^\\s>/]*)((?:\"[^\"]*+\"|'[^']*+'|[^\"'>]++)*+)>", Pattern.DOTALL);
    private static final Pattern ATTRIBUTE = Pattern.compile("([\\w:-]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
    private static final Pattern BLOCK = Pattern.compile("@(?:if|elseif|for)\\s*\\(");
    private static final Pattern CALL = Pattern.compile("@template\\.[\\w.]+\\(");
    private static final Pattern PLAIN =
            Pattern.compile("@(?:else|endif|endfor|raw|endraw)\\b|@(?:import|param)\\b[^\\n]*");

    private final String source;
    private final StringBuilder markup = new StringBuilder();
    private final List<String> expressions = new ArrayList<>();
    private final List<String> found = new ArrayList<>();
    private int expression;

    private TemplateText(String source) {
        this.source = source;
    }

    static List<String> in(String template) {
        TemplateText text = new TemplateText(template.replaceAll("(?s)<%--.*?--%>", ""));
        text.read(0);
        text.check();
        return text.found;
    }

    /** Takes the jte out of the template: an expression leaves one sign, a content block its markup. */
    private int read(int from) {
        int i = from;
        while (i < source.length() && source.charAt(i) != '`') {
            if (source.startsWith("${", i) || source.startsWith("$unsafe{", i)) {
                String inner = Calls.inner(source, source.indexOf('{', i) + 1);
                expressions.add(inner);
                markup.append(EXPRESSION);
                i = source.indexOf('{', i) + inner.length() + 2;
            } else if (source.startsWith("!{", i)) {
                i += Calls.inner(source, i + 2).length() + 3;
            } else if (source.charAt(i) == '@') {
                i = directive(i);
            } else {
                markup.append(source.charAt(i++));
            }
        }
        return i;
    }

    private int directive(int at) {
        Matcher call = at(CALL, at);
        if (call.lookingAt()) return arguments(call.end());
        Matcher block = at(BLOCK, at);
        if (block.lookingAt())
            return block.end() + Calls.inner(source, block.end()).length() + 1;
        Matcher plain = at(PLAIN, at);
        if (plain.lookingAt()) return plain.end();
        markup.append('@');
        return at + 1;
    }

    private Matcher at(Pattern pattern, int at) {
        return pattern.matcher(source).region(at, source.length());
    }

    /** The arguments of a template call: content blocks are markup too, and shown strings must come from a bundle. */
    private int arguments(int from) {
        StringBuilder plain = new StringBuilder();
        int i = from;
        int depth = 0;
        boolean quoted = false;
        while (i < source.length()) {
            char c = source.charAt(i);
            if (!quoted && source.startsWith("@`", i)) {
                markup.append(' ');
                i = read(i + 2) + 1;
                continue;
            }
            if (c == '"' && source.charAt(i - 1) != '\\') quoted = !quoted;
            if (!quoted && (c == '(' || c == '{' || c == '[')) depth++;
            if (!quoted && (c == ')' || c == '}' || c == ']') && depth-- == 0) break;
            plain.append(c);
            i++;
        }
        for (String argument : Calls.parts(plain.toString(), ',')) {
            String name = argument.replaceFirst("(?s)\\s*=.*", "");
            if (SHOWN_PARAMETERS.contains(name)) report(name, Calls.values(argument.substring(name.length())));
        }
        return i + 1;
    }

    private void check() {
        Matcher tag = TAG.matcher(markup);
        String before = "";
        int end = 0;
        while (tag.find()) {
            text(before, markup.substring(end, tag.start()));
            before = tag.group(1) == null ? "" : tag.group().startsWith("</") ? "" : "<" + tag.group(1) + ">";
            attributes(tag.group(1) == null ? "" : tag.group(2));
            end = tag.end();
        }
        text(before, markup.substring(end));
    }

    private void text(String element, String text) {
        shown(element, text, true);
    }

    private void attributes(String attributes) {
        Matcher attribute = ATTRIBUTE.matcher(attributes);
        int end = 0;
        while (attribute.find()) {
            shown("", attributes.substring(end, attribute.start()), false);
            String name = attribute.group(1);
            String value = attribute.group(2) == null ? attribute.group(3) : attribute.group(2);
            boolean isData = name.startsWith("data-") && !TECHNICAL_DATA.containsKey(name);
            shown(name + "=", value, isData || READ_ATTRIBUTES.contains(name));
            end = attribute.end();
        }
        shown("", attributes.substring(end), false);
    }

    private void shown(String where, String text, boolean isRead) {
        for (int i = 0; i < text.length(); i++)
            if (text.charAt(i) == EXPRESSION) {
                String shown = expressions.get(expression++);
                if (isRead) report(where, Calls.values(shown));
            }
        if (isRead) report(where, List.of(ENTITY.matcher(text).replaceAll(" ")));
    }

    private void report(String where, List<String> texts) {
        for (String text : texts) {
            String words = text.replace(EXPRESSION, ' ').strip();
            if (WORD.matcher(words).find() && !SAME_EVERYWHERE.containsKey(where + words)) found.add(where + words);
        }
    }
}
