namespace SchemaSdk.Tool.Inferring;

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
