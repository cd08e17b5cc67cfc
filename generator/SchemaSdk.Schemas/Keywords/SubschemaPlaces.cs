namespace SchemaSdk.Schemas.Keywords;

/// <summary>The places of schemas in the value of a keyword.</summary>
internal enum SubschemaPlaces
{
    /// <summary>Nowhere: the value says something by itself.</summary>
    Nowhere,

    /// <summary>Nowhere: the value is data, which may look like a schema.</summary>
    Data,

    /// <summary>The value is a schema.</summary>
    Whole,

    /// <summary>The value is a schema, and every reader knows true and false for one, too.</summary>
    WholeOrFlag,

    /// <summary>The value is a schema, or an array of them.</summary>
    WholeOrItems,

    /// <summary>The value is an array of schemas.</summary>
    Items,

    /// <summary>The value maps names to schemas.</summary>
    Members,

    /// <summary>The value maps names to schemas, or to lists of names.</summary>
    MembersOrNames,

    /// <summary>The value maps names to schemas, which only references lead to.</summary>
    Definitions,

    /// <summary>The value has a member <c>schemas</c>, which maps names to schemas.</summary>
    Components,
}
