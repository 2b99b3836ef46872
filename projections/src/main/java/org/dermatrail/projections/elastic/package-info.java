/**
 * The read side of a registry that several centres ask at once: cohorts and histories kept in Elasticsearch, so that they
 * outgrow one machine. Answers are those of the embedded default, number for number.
 *
 * <p>One document a participant, in it their lesions, in these the rows: so whoever is asked about is counted by counting
 * documents, exactly, in one search.
 */
@NullMarked
package org.dermatrail.projections.elastic;

import org.jspecify.annotations.NullMarked;
