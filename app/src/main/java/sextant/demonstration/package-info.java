/**
 * The demonstration: an organization with a history, for whoever wants to see the product before there is anything of
 * their own in it. A story that is told as text is played through the use cases that people use, under a clock that it moves
 * from day to day, on an installation with no organization. Nothing else moves a clock or says when something was recorded.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "journal",
            "people",
            "notifications",
            "approval",
            "measurement",
            "measurement :: intake",
            "objectives",
            "plans",
            "evaluation",
            "conformance",
            "documentcontrol"
        })
@NullMarked
package sextant.demonstration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
