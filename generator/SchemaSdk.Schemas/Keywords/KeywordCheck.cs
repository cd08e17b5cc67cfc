namespace SchemaSdk.Schemas.Keywords;

/// <summary>The rule of a keyword.</summary>
/// <param name="Words">
/// The words for it in the text of the rules, which the runtime reads: null for the keyword itself, empty if the form of the text expresses
/// it.
/// </param>
/// <param name="Types">The types that the keyword restricts.</param>
/// <param name="Argument">What follows the words.</param>
internal sealed record KeywordCheck(string? Words, RuleTypes Types, CheckArgument Argument)
{
    /// <summary>The numbers that a bound allows; null for any other keyword.</summary>
    public Limit? Limit { get; init; }

    /// <summary>The parts that it counts; null if it counts nothing.</summary>
    public Counted? Counted { get; init; }

    /// <summary>Makes the rule of a bound.</summary>
    /// <param name="limit">The numbers that it allows.</param>
    /// <param name="words">The words before the number.</param>
    public static KeywordCheck Of(Limit limit, string words) => new(words, RuleTypes.Number, CheckArgument.Number) { Limit = limit };

    /// <summary>Makes the rule of a count.</summary>
    /// <param name="counted">What is counted.</param>
    /// <param name="argument">The side of the range.</param>
    public static KeywordCheck Of(Counted counted, CheckArgument argument) => counted switch
    {
        Keywords.Counted.Characters => new("characters", RuleTypes.String, argument) { Counted = counted },
        Keywords.Counted.Items => new(KeywordName.Items, RuleTypes.Array, argument) { Counted = counted },
        _ => new("members", RuleTypes.Object, argument) { Counted = counted },
    };
}
