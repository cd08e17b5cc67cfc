using System.Text.Json.Serialization;

namespace SchemaSdk.Tool.Configuration;

/// <summary>Reads a severity by its name. Numbers are refused, because users do not know which severity a number means.</summary>
internal sealed class RuleSeverityConverter() : JsonStringEnumConverter<RuleSeverity>(namingPolicy: null, allowIntegerValues: false);
