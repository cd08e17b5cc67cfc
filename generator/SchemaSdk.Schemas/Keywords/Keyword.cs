namespace SchemaSdk.Schemas.Keywords;

/// <summary>A keyword of JSON Schema or OpenAPI, with all that is known of it.</summary>
/// <param name="Name">Such as <c>maxItems</c>.</param>
/// <param name="Value">The kind of value that it takes; with another it says nothing.</param>
internal sealed record Keyword(string Name, KeywordValue Value)
{
    /// <summary>The places of schemas in its value.</summary>
    public SubschemaPlaces Holds { get; init; }

    /// <summary>True if the schemas in it apply to the value itself, and not to parts of the value.</summary>
    public bool IsInPlace { get; init; }

    /// <summary>True if it lists things in no order.</summary>
    public bool IsSet { get; init; }

    /// <summary>Its effect on the C# type.</summary>
    public KeywordTyping Types { get; init; }

    /// <summary>Its check; null for a keyword that is not checked by one.</summary>
    public KeywordCheck? Checks { get; init; }

    /// <summary>The types of values about which it says something that is never checked; none if all it says is checked.</summary>
    public RuleTypes Unchecked { get; init; }

    /// <summary>
    /// The words that the documentation comment has for it, beside its value or in place of a flag; null if the comment leaves it out.
    /// </summary>
    public string? Tells { get; init; }

    /// <summary>True if it only informs people or describes the document, and says nothing about any value.</summary>
    public bool IsNote { get; init; }

    /// <summary>True if it stands in the documentation comment.</summary>
    public bool IsTold => Tells is not null;

    /// <summary>The words for its check in the text of the rules.</summary>
    public string Words => Checks?.Words ?? Name;

    /// <summary>True if it takes a number that need not be whole.</summary>
    public bool TakesNumber => Value is KeywordValue.Number or KeywordValue.NumberOrFlag;

    /// <summary>True if it maps names to schemas that apply to a value.</summary>
    public bool HoldsMembers => Holds is SubschemaPlaces.Members or SubschemaPlaces.MembersOrNames;

    /// <summary>True if there are schemas somewhere in its value.</summary>
    public bool HoldsSchemas => Holds is not (SubschemaPlaces.Nowhere or SubschemaPlaces.Data);
}
