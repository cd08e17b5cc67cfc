namespace SchemaSdk.Schemas.Keywords;

/// <summary>A keyword of JSON Schema or OpenAPI, with all that is known of it.</summary>
/// <param name="Name">Such as <c>maxItems</c>.</param>
/// <param name="Value">The kind of value that it takes; with another it says nothing.</param>
internal sealed record Keyword(string Name, KeywordValue Value)
{
    /// <summary>Where schemas stand in its value.</summary>
    public SubschemaPlaces Holds { get; init; }

    /// <summary>Whether the schemas in it ask something of the value itself, and not of what is inside the value.</summary>
    public bool IsInPlace { get; init; }

    /// <summary>Whether it lists things in no order.</summary>
    public bool IsSet { get; init; }

    /// <summary>How it shapes a C# type.</summary>
    public KeywordTyping Types { get; init; }

    /// <summary>What generated code asks for it; null for nothing.</summary>
    public KeywordCheck? Checks { get; init; }

    /// <summary>Whether it stands in the documentation comment.</summary>
    public bool IsTold { get; init; }

    /// <summary>Whether it says something to people or of the document, and nothing of any value.</summary>
    public bool IsNote { get; init; }

    /// <summary>Whether it takes a number that need not be whole.</summary>
    public bool TakesNumber => Value is KeywordValue.Number or KeywordValue.NumberOrFlag;

    /// <summary>Whether it maps names to schemas that ask something of a value.</summary>
    public bool HoldsMembers => Holds is SubschemaPlaces.Members or SubschemaPlaces.MembersOrNames;

    /// <summary>Whether schemas stand somewhere in its value.</summary>
    public bool HoldsSchemas => Holds is not (SubschemaPlaces.Nowhere or SubschemaPlaces.Data);
}
