namespace SchemaSdk.Schemas.Keywords;

/// <summary>What follows a keyword in the generated rules, such as the number in <c>at least 3</c>.</summary>
internal enum CheckArgument
{
    /// <summary>Nothing, because the keyword is a flag.</summary>
    Flag,

    /// <summary>The number that is the keyword's value.</summary>
    Number,

    /// <summary>The number that is the keyword's value. If it is not greater than 0, the keyword adds no rule.</summary>
    Step,

    /// <summary>The minimum count.</summary>
    Least,

    /// <summary>The maximum count.</summary>
    Most,

    /// <summary>The minimum count for the keyword <c>contains</c>.</summary>
    LeastOfLoop,

    /// <summary>The maximum count for the keyword <c>contains</c>.</summary>
    MostOfLoop,

    /// <summary>The keyword's value, as JSON.</summary>
    Json,

    Pattern,

    /// <summary>The keyword's list of names.</summary>
    Names,

    /// <summary>
    /// The name of a member and the names of the members that it requires. With a schema instead of names, the keyword is handled like
    /// <c>dependentSchemas</c>.
    /// </summary>
    NamesOfMember,

    /// <summary>The rules of the schemas in the keyword's value.</summary>
    Schemas,
}
