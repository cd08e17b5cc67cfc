using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>A keyword that holds other schemas for the value, or for some of its items or members.</summary>
/// <param name="Check">Name of the runtime's loop, such as <c>AnyOf</c>; <c>NotNull</c> is not a loop, but a question before one.</param>
/// <param name="Arguments">Numbers as text, names, or a pattern in .NET's language and in the schema's.</param>
/// <param name="Branches">What is asked in the loop.</param>
internal sealed record RuleLoop(string Check, EquatableArray<string> Arguments, EquatableArray<Rule> Branches);
