package org.dermatrail.domain;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name and version under which an event is stored.
 *
 * <p>Law: once released, a name and version mean the same shape for ever; a new shape is a new version with an
 * upcaster. Class names never reach the store, so classes may be renamed.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface WireName {

    /** Kebab-case name, for instance {@code capture-recorded}. */
    String value();

    /** Version of the shape, counted from 1. */
    int version() default 1;
}
