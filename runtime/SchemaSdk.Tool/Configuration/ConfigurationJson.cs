using System.Text.Json.Serialization;

namespace SchemaSdk.Tool.Configuration;

/// <summary>
/// The code that reads and writes the JSON of <c>schemasdk.json</c>. An unknown member is an error, because its name is usually misspelled.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ToolConfiguration))]
internal sealed partial class ConfigurationJson : JsonSerializerContext;
