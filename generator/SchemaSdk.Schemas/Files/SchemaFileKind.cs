namespace SchemaSdk.Schemas.Files;

/// <summary>The kinds of schema files, with the names of MSBuild's <c>ModelSchemaKind</c>.</summary>
internal enum SchemaFileKind
{
    /// <summary>The schema of what a model takes.</summary>
    Input,

    /// <summary>The schema of what a model returns.</summary>
    Output,

    /// <summary>Changes of an input's schema.</summary>
    InputPatch,

    /// <summary>Changes of an output's schema.</summary>
    OutputPatch,

    /// <summary>Parts of schemas, to which others refer.</summary>
    Reference,
}
