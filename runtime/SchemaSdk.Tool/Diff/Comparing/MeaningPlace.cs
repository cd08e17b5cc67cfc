namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>The kind of value that a place has. A member named "title" is a word in a schema only.</summary>
internal enum MeaningPlace
{
    /// <summary>A part of a value, or a limit.</summary>
    Data,

    /// <summary>Values in no order.</summary>
    Set,

    /// <summary>A schema, or a list of schemas that has an order.</summary>
    Schema,

    /// <summary>Schemas in no order.</summary>
    Schemas,

    /// <summary>Schemas, or sets of names, by names.</summary>
    MapOfSchemas,
}
