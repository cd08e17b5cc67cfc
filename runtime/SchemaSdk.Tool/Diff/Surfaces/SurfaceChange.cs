namespace SchemaSdk.Tool.Diff.Surfaces;

/// <summary>A change that code of a caller does not compile after.</summary>
/// <param name="Member">The members that lead to the place: <c>KiteInput.Size</c>.</param>
/// <param name="Text">The change, as part of a sentence.</param>
/// <param name="IsOfReading">True if only code that reads an input again is concerned.</param>
internal sealed record SurfaceChange(string Member, string Text, bool IsOfReading);
