namespace SchemaSdk.Schemas.Model;

/// <summary>A pattern.</summary>
/// <param name="DotNet">In .NET's language.</param>
/// <param name="Shown">As the schema has it.</param>
internal sealed record PatternText(string DotNet, string Shown);
