namespace SchemaSdk.Tool.Diff.Surfaces;

/// <summary>A change after which code of a caller does not compile.</summary>
/// <param name="Member">The members that lead to the place: <c>KiteInput.Size</c>.</param>
/// <param name="Text">The change, as part of a sentence.</param>
/// <param name="IsOfReading">True if it affects only code that reads members of an input.</param>
internal sealed record SurfaceChange(string Member, string Text, bool IsOfReading);
