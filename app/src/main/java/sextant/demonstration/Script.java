package sextant.demonstration;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The acts of a story, each with its moment: on a working day, in working hours. */
final class Script {
    record Act(Instant at, String what, Runnable play) {}

    private static final int FIRST_MINUTE = 8 * 60 + 30;
    private static final int MINUTES = 9 * 60;

    private final LocalDate today;
    private final ZoneId zone;
    private final List<Act> acts = new ArrayList<>();

    Script(Instant now, ZoneId zone) {
        this.zone = zone;
        this.today = LocalDate.ofInstant(now, zone);
    }

    LocalDate today() {
        return today;
    }

    ZoneId zone() {
        return zone;
    }

    LocalDate day(String written) {
        return StoryDate.parse(written).seenFrom(today);
    }

    /** When it happens on that day, or on the Monday after a weekend: the same minute whenever the story is told. */
    Instant at(LocalDate day, String what) {
        LocalDate working = day;
        while (isWeekend(working)) working = working.plusDays(1);
        if (!working.isBefore(today)) working = day;
        int minute = FIRST_MINUTE + Math.floorMod(what.hashCode() * 31, MINUTES);
        return working.atStartOfDay(zone).plusMinutes(minute).toInstant();
    }

    void add(Instant at, String what, Runnable play) {
        acts.add(new Act(at, what, play));
    }

    /** In the order of their moments; of the same moment, as they were added. */
    List<Act> acts() {
        return acts.stream().sorted(Comparator.comparing(Act::at)).toList();
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
