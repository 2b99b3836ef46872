package org.dermatrail.connectors.synthetic;

/**
 * A colour as CIE 1976 L*a*b* under D65.
 *
 * @param lightness L*, 0 to 100
 * @param a from green to red
 * @param b from blue to yellow
 */
record Lab(double lightness, double a, double b) {

    /** The same, darker by so much of L*. */
    Lab darker(double by) {
        return new Lab(Math.max(2, lightness - by), a, b);
    }
}
