using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Two keywords that together refuse every value of a type.</summary>
/// <param name="Types">The type.</param>
/// <param name="First">The schema of the first.</param>
/// <param name="Second">The schema of the second.</param>
/// <param name="Keyword">The first.</param>
/// <param name="Text">Both, for the message.</param>
internal sealed record Contradiction(RuleTypes Types, SchemaPart First, SchemaPart Second, string Keyword, string Text);
