namespace SchemaSdk.Schemas.Keywords;

/// <summary>Describes how the generated rules check a keyword.</summary>
/// <param name="Words">
/// How the generated rules name the keyword, such as <c>at least</c> for <c>minimum</c>. Null to use the keyword's own name;
/// empty if the structure of the rule expresses the keyword.
/// </param>
/// <param name="Types">The types that the keyword restricts.</param>
/// <param name="Argument">What follows the keyword in the generated rules.</param>
internal sealed record KeywordCheck(string? Words, RuleTypes Types, CheckArgument Argument)
{
    /// <summary>The kind of bound that the keyword sets; null if it sets no bound.</summary>
    public Limit? Limit { get; init; }

    /// <summary>What the keyword counts; null if it counts nothing.</summary>
    public Counted? Counted { get; init; }

    public static KeywordCheck Of(Limit limit, string words) => new(words, RuleTypes.Number, CheckArgument.Number) { Limit = limit };

    public static KeywordCheck Of(Counted counted, CheckArgument argument) => counted switch
    {
        Keywords.Counted.Characters => new("characters", RuleTypes.String, argument) { Counted = counted },
        Keywords.Counted.Items => new(KeywordName.Items, RuleTypes.Array, argument) { Counted = counted },
        _ => new("members", RuleTypes.Object, argument) { Counted = counted },
    };
}
