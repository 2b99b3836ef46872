/**
 * A study of people who do not exist, whose truth is known: centres, participants, lesions that grow by stated laws, visits,
 * captures, later findings, and the errors that real sites make.
 *
 * <p>{@link org.dermatrail.connectors.synthetic.SyntheticStudy} writes such a study into a folder, and its truth beside that
 * folder; {@link org.dermatrail.connectors.synthetic.SyntheticConnector} reads the folder like the export of any device. It
 * never reads the truth. Everything is labelled synthetic.
 */
@NullMarked
package org.dermatrail.connectors.synthetic;

import org.jspecify.annotations.NullMarked;
