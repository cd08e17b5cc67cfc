using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The rules for the items of an array.</summary>
/// <param name="Counts">The valid number of items.</param>
/// <param name="First">The rules for the first items, one per item.</param>
/// <param name="Others">The rule for all other items.</param>
internal sealed record RuleItems(CountRange Counts, EquatableArray<Rule> First, Rule Others);
