using System.Text.Json.Serialization;

namespace SchemaSdk.Tool.Configuration;

/// <summary>Reads a severity by its name. A number is refused, because users do not know the numbers of the values.</summary>
internal sealed class RuleSeverityConverter() : JsonStringEnumConverter<RuleSeverity>(namingPolicy: null, allowIntegerValues: false);
