namespace SchemaSdk.Schemas.Model;

/// <summary>A pattern, in the schema's syntax and in .NET's.</summary>
/// <param name="DotNet">The pattern in the syntax of .NET.</param>
/// <param name="Shown">The pattern as written in the schema, for messages.</param>
internal sealed record PatternText(string DotNet, string Shown);
