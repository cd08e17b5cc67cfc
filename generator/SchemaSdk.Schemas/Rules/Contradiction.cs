using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Two keywords that together refuse every value of a type.</summary>
/// <param name="Types">The refused type.</param>
/// <param name="First">The schema with the first keyword.</param>
/// <param name="Second">The schema with the second keyword.</param>
/// <param name="Keyword">The first keyword.</param>
/// <param name="Text">Both keywords with their values, as text for the message.</param>
internal sealed record Contradiction(RuleTypes Types, SchemaPart First, SchemaPart Second, string Keyword, string Text);
