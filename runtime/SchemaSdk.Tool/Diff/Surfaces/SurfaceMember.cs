namespace SchemaSdk.Tool.Diff.Surfaces;

/// <summary>A property of a generated type.</summary>
/// <param name="Name">The C# name of the property.</param>
/// <param name="WireName">The JSON name of the member; empty for the branch of a union.</param>
/// <param name="Value">The declared type of the property.</param>
internal sealed record SurfaceMember(string Name, string WireName, SurfaceValue Value)
{
    /// <summary>True if the property must be set when an instance is created.</summary>
    internal bool IsRequired { get; init; }
}
