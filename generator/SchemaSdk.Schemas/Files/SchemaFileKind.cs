namespace SchemaSdk.Schemas.Files;

/// <summary>The kinds of schema files. MSBuild's <c>ModelSchemaKind</c> uses the same names.</summary>
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
