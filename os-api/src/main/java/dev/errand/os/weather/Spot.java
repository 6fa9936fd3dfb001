package dev.errand.os.weather;

import java.util.List;

/// A place on the map.
///
/// @param name   with region and country, where they are known
/// @param others names of smaller places that were called the same
record Spot(String name, double latitude, double longitude, List<String> others) {}
