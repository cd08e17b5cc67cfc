namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>
/// The role of a JSON value in a schema. For example, the value of the keyword "title" is text for people, but the value of a property
/// named "title" is a schema.
/// </summary>
internal enum ValueRole
{
    /// <summary>Plain data, such as a constant or a limit.</summary>
    Data,

    /// <summary>Data whose order does not matter.</summary>
    Set,

    /// <summary>A schema, or a list of schemas whose order matters.</summary>
    Schema,

    /// <summary>A list of schemas whose order does not matter.</summary>
    Schemas,

    /// <summary>An object whose values are schemas or sets of names.</summary>
    MapOfSchemas,
}
