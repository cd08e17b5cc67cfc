namespace SchemaSdk.Schemas.Files;

/// <summary>The kinds of schema files. They have the names of the values of MSBuild's <c>ModelSchemaKind</c>.</summary>
internal enum SchemaFileKind
{
    /// <summary>The schema of a model's input.</summary>
    Input,

    /// <summary>The schema of a model's output.</summary>
    Output,

    /// <summary>A patch for an input's schema.</summary>
    InputPatch,

    /// <summary>A patch for an output's schema.</summary>
    OutputPatch,

    /// <summary>A file of schemas that other schemas refer to.</summary>
    Reference,
}
