namespace SchemaSdk.Schemas.Keywords;

/// <summary>The check of a keyword.</summary>
/// <param name="Name">Its name among the rules; keywords that are checked together share it.</param>
/// <param name="Words">
/// The words for it in the text of the rules, which the runtime reads: null for the keyword itself, empty where the text says it by its
/// form alone.
/// </param>
/// <param name="Types">The types of which the keyword says something.</param>
/// <param name="Argument">What stands beside the words.</param>
internal sealed record KeywordCheck(string Name, string? Words, RuleTypes Types, CheckArgument Argument);
