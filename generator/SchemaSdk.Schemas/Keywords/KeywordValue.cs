namespace SchemaSdk.Schemas.Keywords;

/// <summary>The kind of value that a keyword expects.</summary>
internal enum KeywordValue
{
    /// <summary>Any JSON.</summary>
    Anything,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A string, or an array.</summary>
    TextOrList,

    /// <summary>True or false.</summary>
    Flag,

    Number,

    /// <summary>A number, or a boolean as in draft 4.</summary>
    NumberOrFlag,

    /// <summary>A whole number of 0 or more.</summary>
    Count,

    /// <summary>An array.</summary>
    List,

    /// <summary>An array that is not empty.</summary>
    FilledList,

    /// <summary>An array of strings.</summary>
    Names,

    /// <summary>An object.</summary>
    Map,

    /// <summary>An object, or a string as in OpenAPI 2.</summary>
    MapOrText,

    /// <summary>An object or a boolean.</summary>
    Schema,

    /// <summary>An object, an array or a boolean.</summary>
    SchemaOrList,
}
