namespace SchemaSdk.Tool.Infer;

/// <summary>The types of JSON Schema.</summary>
internal enum JsonTypeName
{
    Object,
    Array,
    String,
    Integer,
    Number,
    Boolean,
    Null,
}
