package sextant.platform.charts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class StatusMarkTest {

    @Test
    void each_status_can_be_told_apart_without_colour() {
        assertThat(StatusMark.values())
                .extracting(StatusMarkTest::withoutColour)
                .doesNotHaveDuplicates();
    }

    /** The outline, and whether it is filled at all. */
    private static String withoutColour(StatusMark mark) {
        var path = (Element)
                Drawings.parsed(mark.svg()).getElementsByTagName("path").item(0);
        return path.getAttribute("d") + (path.getAttribute("fill").equals("none") ? " hollow" : " filled");
    }
}
