namespace SchemaSdk.Schemas.Keywords;

/// <summary>The part of a keyword's value that follows the words of its rule.</summary>
internal enum CheckArgument
{
    /// <summary>Nothing: the keyword is a flag.</summary>
    Flag,

    /// <summary>The number.</summary>
    Number,

    /// <summary>The number, unless it is 0 or less.</summary>
    Step,

    /// <summary>The least count of a range.</summary>
    Least,

    /// <summary>The greatest count of a range.</summary>
    Most,

    /// <summary>The least count of a range, for another keyword.</summary>
    LeastOfLoop,

    /// <summary>The greatest count of a range, for another keyword.</summary>
    MostOfLoop,

    /// <summary>The values, as JSON.</summary>
    Json,

    /// <summary>A pattern.</summary>
    Pattern,

    /// <summary>The names.</summary>
    Names,

    /// <summary>A name, and the names that it requires; a schema instead of names is handled like <c>dependentSchemas</c>.</summary>
    NamesOfMember,

    /// <summary>The schemas, each with its own rule.</summary>
    Schemas,
}
