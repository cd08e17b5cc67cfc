namespace SchemaSdk.Schemas.Keywords;

/// <summary>The places of schemas in the value of a keyword.</summary>
internal enum SubschemaPlaces
{
    /// <summary>Nowhere: the value is not a schema.</summary>
    Nowhere,

    /// <summary>Nowhere: the value is data, which may look like a schema.</summary>
    Data,

    /// <summary>The value is a schema.</summary>
    Whole,

    /// <summary>The value is a schema, which every reader also accepts as true or false.</summary>
    WholeOrFlag,

    /// <summary>The value is a schema, or an array of them.</summary>
    WholeOrItems,

    /// <summary>The value is an array of schemas.</summary>
    Items,

    /// <summary>The value maps names to schemas.</summary>
    Members,

    /// <summary>The value maps names to schemas, or to lists of names.</summary>
    MembersOrNames,

    /// <summary>The value maps names to schemas, which only references use.</summary>
    Definitions,

    /// <summary>The value has a member <c>schemas</c>, which maps names to schemas.</summary>
    Components,
}
