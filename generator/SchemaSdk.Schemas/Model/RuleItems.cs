using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The rules for the items of an array.</summary>
/// <param name="Least">How many there have to be, as text; "0" for any number.</param>
/// <param name="Most">How many there may be, as text; empty for any number.</param>
/// <param name="First">What the first ones have to be, each for itself.</param>
/// <param name="Others">What all others have to be.</param>
internal sealed record RuleItems(string Least, string Most, EquatableArray<Rule> First, Rule Others);
