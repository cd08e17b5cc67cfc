using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>A keyword that holds other schemas for the value, or for some of its items or members.</summary>
/// <param name="Check">Name of the check, such as <c>AnyOf</c>; <c>NotNull</c> asks something of values that are not null.</param>
/// <param name="Arguments">Numbers as text, names, or a pattern in .NET's language and in the schema's.</param>
/// <param name="Branches">What is asked, of schemas that take several by each.</param>
internal sealed record RuleLoop(string Check, EquatableArray<string> Arguments, EquatableArray<Rule> Branches);
