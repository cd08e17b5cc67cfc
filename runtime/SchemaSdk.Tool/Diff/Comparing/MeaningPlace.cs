namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>The kind of value at a place. A member named "title" is wording only in a schema.</summary>
internal enum MeaningPlace
{
    /// <summary>A value or a limit.</summary>
    Data,

    /// <summary>Values whose order does not matter.</summary>
    Set,

    /// <summary>A schema, or a list of schemas whose order matters.</summary>
    Schema,

    /// <summary>Schemas whose order does not matter.</summary>
    Schemas,

    /// <summary>Schemas, or sets of names, by name.</summary>
    MapOfSchemas,
}
