package sextant.platform.web;

import java.util.UUID;
import sextant.platform.OrganizationId;
import sextant.platform.language.Reader;

/** The signed-in person, as far as a page's frame needs to know them. */
public interface Viewer {
    String ATTRIBUTE = "sextant.viewer";

    OrganizationId organization();

    UUID id();

    String name();

    String organizationName();

    Reader reader();

    boolean may(String permission);

    /** How much of what they were told is unread, as far as it is counted. */
    int unread();
}
