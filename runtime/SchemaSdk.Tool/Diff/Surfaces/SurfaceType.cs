namespace SchemaSdk.Tool.Diff.Surfaces;

/// <summary>A type that callers can use, with its members.</summary>
/// <param name="Name">The full name, including the containing types.</param>
/// <param name="Kind">The kind of type.</param>
/// <param name="Path">The C# path of the members that lead to the type, such as <c>KiteInput.Size</c>.</param>
internal sealed record SurfaceType(string Name, SurfaceKind Kind, string Path)
{
    internal IReadOnlyList<SurfaceMember> Members { get; init; } = [];

    /// <summary>The known values of an enum as JSON text, by their C# names.</summary>
    internal IReadOnlyDictionary<string, string> Constants { get; init; } = new Dictionary<string, string>();

    /// <summary>The types that convert to this type, each with its conversion method (null if the conversion is implicit).</summary>
    internal IReadOnlyList<(string? Method, SurfaceValue From)> Ways { get; init; } = [];
}
