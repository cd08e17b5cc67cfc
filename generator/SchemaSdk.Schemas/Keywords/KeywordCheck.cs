namespace SchemaSdk.Schemas.Keywords;

/// <summary>The check of a keyword in generated code.</summary>
/// <param name="Method">The method of the runtime's <c>JsonCheck</c>.</param>
/// <param name="Types">The types of which the keyword says something.</param>
/// <param name="Argument">What goes to the method.</param>
internal sealed record KeywordCheck(string Method, RuleTypes Types, CheckArgument Argument);
