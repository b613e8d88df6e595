package sextant.people.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a person calls the browser and the system that a User-Agent header stands for, so that they recognize where they are
 * signed in. Browsers name their forebears too, so the order decides; what is not known stays as it was sent.
 */
final class BrowserName {
    private static final Map<String, String> BROWSERS = inOrder(
            "Edg/",
            "Edge",
            "OPR/",
            "Opera",
            "Firefox/",
            "Firefox",
            "Chrome/",
            "Chrome",
            "CriOS/",
            "Chrome",
            "Safari/",
            "Safari");
    private static final Map<String, String> SYSTEMS = inOrder(
            "Windows",
            "Windows",
            "iPhone",
            "iOS",
            "iPad",
            "iPadOS",
            "Android",
            "Android",
            "Mac OS X",
            "macOS",
            "Linux",
            "Linux");

    private BrowserName() {}

    record Known(String browser, String system) {}

    static Optional<Known> of(String agent) {
        return first(BROWSERS, agent)
                .flatMap(browser -> first(SYSTEMS, agent).map(system -> new Known(browser, system)));
    }

    private static Optional<String> first(Map<String, String> names, String agent) {
        return names.entrySet().stream()
                .filter(name -> agent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<String, String> inOrder(String... marksAndNames) {
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < marksAndNames.length; i += 2) names.put(marksAndNames[i], marksAndNames[i + 1]);
        return names;
    }
}
