namespace SchemaSdk.Tool.Diff.Surfaces;

/// <summary>The declared type of a member or a parameter.</summary>
/// <param name="Type">The type as callers write it. A generated type has its full name, such as <c>KiteInput.SizeValue</c>.</param>
/// <param name="MayBeNull">True if the type is declared with <c>?</c>.</param>
internal readonly record struct SurfaceValue(string Type, bool MayBeNull)
{
    /// <inheritdoc />
    public override string ToString() => MayBeNull ? Type + "?" : Type;
}
