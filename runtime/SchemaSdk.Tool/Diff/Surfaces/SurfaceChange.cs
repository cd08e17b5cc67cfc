namespace SchemaSdk.Tool.Diff.Surfaces;

/// <summary>A change after which callers' code may fail to compile.</summary>
/// <param name="Member">The C# path of the changed member, such as <c>KiteInput.Size</c>.</param>
/// <param name="Text">The change, as part of a sentence.</param>
/// <param name="IsOfReading">True if the change affects only code that reads members of an input.</param>
internal sealed record SurfaceChange(string Member, string Text, bool IsOfReading);
