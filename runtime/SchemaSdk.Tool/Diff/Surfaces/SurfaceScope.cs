namespace SchemaSdk.Tool.Diff.Surfaces;

/// <summary>A C# type and the types that contain it. Together, they determine the full names of nested types.</summary>
/// <param name="Name">The full name of the type; empty for the scope outside all types.</param>
/// <param name="Own">The simple name of the type.</param>
/// <param name="Outer">The scope that contains this one; null for the scope outside all types.</param>
internal sealed record SurfaceScope(string Name, string Own, SurfaceScope? Outer)
{
    internal static SurfaceScope Outermost { get; } = new("", "", null);

    /// <summary>Returns the scope of a type nested in this one.</summary>
    internal SurfaceScope Inside(string own) => new(Outer is null ? own : $"{Name}.{own}", own, this);

    /// <summary>
    /// Searches this type and the types that contain it for a simple name, and returns the full name of the match. Without a match, returns
    /// the simple name.
    /// </summary>
    internal string Around(string own)
    {
        var scope = this;
        while (scope is not null && scope.Own != own)
        {
            scope = scope.Outer;
        }

        return scope?.Name ?? own;
    }
}
