using System.Text.Json.Serialization;

namespace SchemaSdk.Tool.Configuration;

/// <summary>The severity with which <c>schemasdk lint</c> reports the findings of a rule.</summary>
[JsonConverter(typeof(RuleSeverityConverter))]
internal enum RuleSeverity
{
    [JsonStringEnumMemberName("none")]
    None,

    [JsonStringEnumMemberName("note")]
    Note,

    [JsonStringEnumMemberName("warning")]
    Warning,

    [JsonStringEnumMemberName("error")]
    Error,
}
