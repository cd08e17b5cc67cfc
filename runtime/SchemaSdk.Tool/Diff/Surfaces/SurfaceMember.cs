namespace SchemaSdk.Tool.Diff.Surfaces;

/// <summary>A property of a generated type.</summary>
/// <param name="Name">Its C# name.</param>
/// <param name="WireName">The member of the document that it holds; empty for the branch of a union.</param>
/// <param name="Value">Its declared type.</param>
internal sealed record SurfaceMember(string Name, string WireName, SurfaceValue Value)
{
    /// <summary>True if it must be set when its type is created.</summary>
    internal bool IsRequired { get; init; }
}
