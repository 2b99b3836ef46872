package org.dermatrail.pseudonymization.pictures;

/** What came of stripping a picture: a {@link StrippedPicture}, or a {@link StrippingRefused} and nothing to pass on. */
public sealed interface Stripping permits StrippedPicture, StrippingRefused {}
