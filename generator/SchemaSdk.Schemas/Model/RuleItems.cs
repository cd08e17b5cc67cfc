using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The rules for the items of an array.</summary>
/// <param name="Counts">How many there have to be.</param>
/// <param name="First">What the first ones have to be, each for itself.</param>
/// <param name="Others">What all others have to be.</param>
internal sealed record RuleItems(CountRange Counts, EquatableArray<Rule> First, Rule Others);
