using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaSdk.Tool.Night;

/// <summary>The generated code that reads and writes the reports that one step hands to the next.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<HandedReport>))]
internal sealed partial class HandedReportJson : JsonSerializerContext;
