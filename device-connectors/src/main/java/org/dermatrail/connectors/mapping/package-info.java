/**
 * The mapping file: how one study's table says what the registry wants to know. A data manager writes it once, in YAML,
 * and every later import of that study is read by it.
 *
 * <p>Mappings that come with the product are the ready ones; only those may open a study that is not there yet.
 */
@NullMarked
package org.dermatrail.connectors.mapping;

import org.jspecify.annotations.NullMarked;
