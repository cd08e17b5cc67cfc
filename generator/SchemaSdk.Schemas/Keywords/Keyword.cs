namespace SchemaSdk.Schemas.Keywords;

/// <summary>A keyword of JSON Schema or OpenAPI, with everything that the generator knows about it.</summary>
/// <param name="Name">The keyword, such as <c>maxItems</c>.</param>
/// <param name="Value">The kind of value that the keyword expects. With any other kind, the keyword is ignored.</param>
internal sealed record Keyword(string Name, KeywordValue Value)
{
    /// <summary>Where the keyword's value contains schemas.</summary>
    public SubschemaPlaces Holds { get; init; }

    /// <summary>True if the keyword's schemas apply to the value itself, and not to parts of the value.</summary>
    public bool IsInPlace { get; init; }

    /// <summary>True if the keyword's value is a list whose order does not matter.</summary>
    public bool IsSet { get; init; }

    /// <summary>The keyword's effect on the C# type of a value.</summary>
    public KeywordTyping Types { get; init; }

    /// <summary>The rule that the keyword adds; null if it adds none.</summary>
    public KeywordCheck? Checks { get; init; }

    /// <summary>Values of these types are not checked against the keyword. Usually none.</summary>
    public RuleTypes Unchecked { get; init; }

    /// <summary>The words for the keyword in a documentation comment, without its value; null if comments omit the keyword.</summary>
    public string? Tells { get; init; }

    /// <summary>True if the keyword restricts no value and only informs people or describes the document.</summary>
    public bool IsNote { get; init; }

    /// <summary>True if a documentation comment mentions the keyword.</summary>
    public bool IsTold => Tells is not null;

    /// <summary>How the generated rules name the keyword, such as <c>at least</c> for <c>minimum</c>.</summary>
    public string Words => Checks?.Words ?? Name;

    /// <summary>True if the keyword's value can be a number, with or without a fraction.</summary>
    public bool TakesNumber => Value is KeywordValue.Number or KeywordValue.NumberOrFlag;

    /// <summary>True if the keyword maps names to schemas that apply to a value or its members, as <c>properties</c> does.</summary>
    public bool HoldsMembers => Holds is SubschemaPlaces.Members or SubschemaPlaces.MembersOrNames;

    public bool HoldsSchemas => Holds is not (SubschemaPlaces.Nowhere or SubschemaPlaces.Data);
}
