/** Where the bytes of pictures lie: as files, each under the digest of its own content. */
@NullMarked
package org.dermatrail.ops.blobs;

import org.jspecify.annotations.NullMarked;
