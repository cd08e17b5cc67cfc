namespace SchemaSdk.Tool.Diff.Surfaces;

/// <summary>A type that callers can name, with its members.</summary>
/// <param name="Name">Its full name, from the outermost type on.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Path">The members that lead to it: <c>KiteInput.Size</c>.</param>
internal sealed record SurfaceType(string Name, SurfaceKind Kind, string Path)
{
    /// <summary>Its properties.</summary>
    internal IReadOnlyList<SurfaceMember> Members { get; init; } = [];

    /// <summary>The known values of an enum, by their C# names.</summary>
    internal IReadOnlyList<string> Constants { get; init; } = [];

    /// <summary>The types that convert to it, each with the method that takes it; no method for an implicit conversion.</summary>
    internal IReadOnlyList<(string? Method, SurfaceValue From)> Ways { get; init; } = [];
}
