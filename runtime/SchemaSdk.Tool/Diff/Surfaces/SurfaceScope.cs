namespace SchemaSdk.Tool.Diff.Surfaces;

/// <summary>A type with the types around it.</summary>
/// <param name="Name">Its full name; empty outside all types.</param>
/// <param name="Own">Its own name.</param>
/// <param name="Outer">The type around it.</param>
internal sealed record SurfaceScope(string Name, string Own, SurfaceScope? Outer)
{
    /// <summary>Outside all types.</summary>
    internal static SurfaceScope Outermost { get; } = new("", "", null);

    /// <summary>Returns the scope of a type in this one.</summary>
    internal SurfaceScope Inside(string own) => new(Outer is null ? own : $"{Name}.{own}", own, this);

    /// <summary>Returns the full name of a type that is this one or around it.</summary>
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
