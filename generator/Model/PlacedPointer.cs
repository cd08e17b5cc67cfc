namespace SchemaSdk.Generator.Model;

/// <summary>Where a value of the normalized schema stands in the file.</summary>
/// <param name="Pointer">JSON pointer into the normalized schema.</param>
/// <param name="Place">The property's name where the value has one, else the value.</param>
internal readonly record struct PlacedPointer(string Pointer, SourceSpan Place);
