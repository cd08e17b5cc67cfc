using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The rules for the items of an array.</summary>
internal sealed record RuleItems(CountRange Counts, EquatableArray<Rule> First, Rule Others);
