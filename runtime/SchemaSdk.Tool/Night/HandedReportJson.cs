using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaSdk.Tool.Night;

/// <summary>Reads and writes the reports, without reflection.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<HandedReport>))]
internal sealed partial class HandedReportJson : JsonSerializerContext;
