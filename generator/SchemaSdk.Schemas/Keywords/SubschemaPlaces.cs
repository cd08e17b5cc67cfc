namespace SchemaSdk.Schemas.Keywords;

/// <summary>Where the value of a keyword contains schemas.</summary>
internal enum SubschemaPlaces
{
    Nowhere,

    /// <summary>The value is data, which may look like a schema.</summary>
    Data,

    /// <summary>The value is a schema.</summary>
    Whole,

    /// <summary>The value is a schema or a boolean. A boolean is kept, because every JSON Schema library accepts it here.</summary>
    WholeOrFlag,

    /// <summary>The value is a schema or an array of schemas.</summary>
    WholeOrItems,

    /// <summary>The value is an array of schemas.</summary>
    Items,

    /// <summary>The value maps names to schemas.</summary>
    Members,

    /// <summary>The value maps names to schemas, or to lists of names.</summary>
    MembersOrNames,

    /// <summary>The value maps names to schemas, which apply only where a reference uses them.</summary>
    Definitions,

    /// <summary>The value has a member <c>schemas</c>, which maps names to schemas.</summary>
    Components,
}
