/**
 * Where an objective can begin: seven templates, each with its KPIs, target, time frame, who is responsible and how results
 * are evaluated. A template only begins a draft; what it leaves open, people fill in, and what it says, they may change.
 */
@NullMarked
package sextant.objectives.template;

import org.jspecify.annotations.NullMarked;
