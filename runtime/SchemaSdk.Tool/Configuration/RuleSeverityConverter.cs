using System.Text.Json.Serialization;

namespace SchemaSdk.Tool.Configuration;

/// <summary>Reads a severity by its name. A number is refused, because the values have no order that a user knows.</summary>
internal sealed class RuleSeverityConverter() : JsonStringEnumConverter<RuleSeverity>(namingPolicy: null, allowIntegerValues: false);
