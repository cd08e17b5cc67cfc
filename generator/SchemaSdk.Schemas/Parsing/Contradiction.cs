using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Parsing;

/// <summary>Two keywords that no value of a type fits together.</summary>
/// <param name="Types">The type.</param>
/// <param name="One">The schema of the first.</param>
/// <param name="Other">The schema of the second.</param>
/// <param name="Keyword">The first.</param>
/// <param name="What">Both, for the message.</param>
internal sealed record Contradiction(RuleTypes Types, SchemaPart One, SchemaPart Other, string Keyword, string What);
