namespace SchemaSdk.Schemas.Keywords;

/// <summary>A keyword of JSON Schema or OpenAPI, with everything that the generator knows about it.</summary>
/// <param name="Name">Such as <c>maxItems</c>.</param>
/// <param name="Value">The kind of value that it takes; with another kind, it is ignored.</param>
internal sealed record Keyword(string Name, KeywordValue Value)
{
    /// <summary>The places of schemas in its value.</summary>
    public SubschemaPlaces Holds { get; init; }

    /// <summary>True if the schemas in it apply to the value itself, not to parts of it.</summary>
    public bool IsInPlace { get; init; }

    /// <summary>True if it is a list whose order does not matter.</summary>
    public bool IsSet { get; init; }

    /// <summary>Its effect on the C# type.</summary>
    public KeywordTyping Types { get; init; }

    /// <summary>Its rule; null if it has none.</summary>
    public KeywordCheck? Checks { get; init; }

    /// <summary>The types of values that it restricts in a way that is never checked; none if everything is checked.</summary>
    public RuleTypes Unchecked { get; init; }

    /// <summary>
    /// The words for it in the documentation comment, beside its value or instead of a flag; null if the comment omits it.
    /// </summary>
    public string? Tells { get; init; }

    /// <summary>True if it only informs people or describes the document, and restricts no value.</summary>
    public bool IsNote { get; init; }

    /// <summary>True if the documentation comment mentions it.</summary>
    public bool IsTold => Tells is not null;

    /// <summary>The words for it in the text of the rules.</summary>
    public string Words => Checks?.Words ?? Name;

    /// <summary>True if it takes a number that need not be whole.</summary>
    public bool TakesNumber => Value is KeywordValue.Number or KeywordValue.NumberOrFlag;

    /// <summary>True if it maps names to schemas that apply to a value.</summary>
    public bool HoldsMembers => Holds is SubschemaPlaces.Members or SubschemaPlaces.MembersOrNames;

    /// <summary>True if there are schemas somewhere in its value.</summary>
    public bool HoldsSchemas => Holds is not (SubschemaPlaces.Nowhere or SubschemaPlaces.Data);
}
