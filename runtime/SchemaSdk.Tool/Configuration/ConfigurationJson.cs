using System.Text.Json.Serialization;

namespace SchemaSdk.Tool.Configuration;

/// <summary>The JSON code of <c>schemasdk.json</c>. An unknown member is an error, because it is usually misspelled.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ToolConfiguration))]
internal sealed partial class ConfigurationJson : JsonSerializerContext;
