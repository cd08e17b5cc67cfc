namespace SchemaSdk.Schemas.Model;

/// <summary>A pattern.</summary>
/// <param name="DotNet">In the syntax of .NET.</param>
/// <param name="Shown">As written in the schema.</param>
internal sealed record PatternText(string DotNet, string Shown);
