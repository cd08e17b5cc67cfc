namespace SchemaSdk.Schemas.Dialect;

/// <summary>What a schema file describes.</summary>
internal enum SchemaRole
{
    /// <summary>The input of a model, which is the body of a submit: <c>input.json</c>.</summary>
    Input,

    /// <summary>The output of a model, which is the <c>output</c> member of a result: <c>output.json</c>.</summary>
    Output,
}
