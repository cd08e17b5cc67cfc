using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>A keyword that looks at a value and moves nowhere, such as <c>maximum</c> 15.</summary>
/// <param name="Check">Name of the check, such as <c>Maximum</c>.</param>
/// <param name="Types">The types it says something of; of a list of values, their types.</param>
/// <param name="Arguments">Numbers and JSON as text, names, or a pattern in .NET's language and in the schema's.</param>
internal sealed record KeywordRule(string Check, RuleTypes Types, EquatableArray<string> Arguments);
