using System.Text.Json.Serialization;

namespace SchemaSdk.Tool.Configuration;

/// <summary>How a rule is reported.</summary>
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
