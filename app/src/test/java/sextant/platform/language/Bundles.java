package sextant.platform.language;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ChoiceFormat;
import java.text.Format;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The texts of every module in each language, and what is wrong with them in themselves. */
final class Bundles {
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");
    private static final Pattern LONE_APOSTROPHE = Pattern.compile("(?<!')'(?!')");

    private final Map<String, Map<String, String>> texts = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    /** @param folder holds one folder per module */
    static Bundles in(Path folder) {
        Bundles bundles = new Bundles();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList())
                bundles.add(
                        file.getParent().getFileName() + "/" + file.getFileName(),
                        language(file),
                        Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bundles;
    }

    Bundles add(String name, String language, String properties) {
        Map<String, String> all = texts.computeIfAbsent(language, none -> new TreeMap<>());
        try {
            new Properties() {
                @Override
                public synchronized Object put(Object key, Object text) {
                    if (all.putIfAbsent(key.toString(), text.toString()) != null)
                        problems.add(name + ": " + key + " is a second time in this language");
                    problems.addAll(
                            problemsOf(name + ": " + key, key.toString(), text.toString(), Locale.of(language)));
                    return super.put(key, text);
                }
            }.load(new StringReader(properties));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Set<String> languages() {
        return texts.keySet();
    }

    /** Keys with their English text. */
    Map<String, String> english() {
        return texts.getOrDefault("en", Map.of());
    }

    /** Texts that are no message, or are in more than one place. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Texts that not every language has, and texts whose arguments are not the same in every language. */
    List<String> differences() {
        var found = new ArrayList<String>();
        var keys = new TreeSet<String>();
        texts.values().forEach(language -> keys.addAll(language.keySet()));
        for (String key : keys)
            for (var language : texts.entrySet()) {
                String text = language.getValue().get(key);
                if (text == null) found.add(key + " is missing in " + language.getKey());
                else if (english().containsKey(key)
                        && !arguments(text).equals(arguments(english().get(key))))
                    found.add(key + " has other arguments in " + language.getKey());
            }
        return found;
    }

    static TreeSet<Integer> arguments(String text) {
        var numbers = new TreeSet<Integer>();
        Matcher argument = ARGUMENT.matcher(text);
        while (argument.find()) numbers.add(Integer.valueOf(argument.group(1)));
        return numbers;
    }

    private static List<String> problemsOf(String where, String key, String text, Locale locale) {
        if (text.isBlank()) return List.of(where + " is empty");
        if (LONE_APOSTROPHE.matcher(text).find())
            return List.of(where + " has an apostrophe that MessageFormat swallows");
        try {
            MessageFormat message = new MessageFormat(text, locale);
            Format[] formats = message.getFormatsByArgumentIndex();
            boolean isNotice = key.startsWith("notice.");
            for (Format format : formats)
                if (format != null && isNotice)
                    return List.of(where + " formats an argument, but a notice's arguments are texts");
            for (int count : List.of(0, 1, 2, 12_345))
                if (message.format(samples(formats, count)).matches("(?s).*[{}].*"))
                    return List.of(where + " shows a brace for " + count);
            return List.of();
        } catch (RuntimeException notAMessage) {
            // MessageFormat says so with whatever its parsers throw, an index out of bounds among them.
            return List.of(where + " is no message: " + notAMessage.getMessage());
        }
    }

    /** A number where the message chooses by it, else a word. */
    private static Object[] samples(Format[] formats, int count) {
        return IntStream.range(0, formats.length)
                .mapToObj(i -> formats[i] instanceof ChoiceFormat ? (Object) count : "word")
                .toArray();
    }

    /** {@code messages_de.properties} is German; without a language the file is English. */
    private static String language(Path file) {
        String name = file.getFileName().toString();
        if (name.equals("messages.properties")) return "en";
        if (name.matches("messages_[a-z]{2}\\.properties")) return name.substring(9, 11);
        throw new IllegalStateException("not a message bundle: " + file);
    }
}
