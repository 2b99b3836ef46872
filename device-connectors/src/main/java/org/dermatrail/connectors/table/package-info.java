/**
 * Tables with pictures: what a study keeps in a spreadsheet and a folder. One row is one capture; side tables add
 * columns to rows; pictures are found by name.
 *
 * <p>Limits are named in {@link org.dermatrail.connectors.table.TableLimits}. Rows that pass none of them, or say what
 * the mapping does not know, are unusable items; a file that cannot be read as a table at all is a fault.
 */
@NullMarked
package org.dermatrail.connectors.table;

import org.jspecify.annotations.NullMarked;
