using System.ComponentModel;
using System.Text.Json.Serialization;

namespace SchemaSdk.Tool.Configuration;

/// <summary>The content of <c>schemasdk.json</c>: settings that apply if a command is called without the corresponding options.</summary>
internal sealed record ToolConfiguration
{
    [JsonPropertyName("$schema")]
    [Description("The JSON schema of this file, for editors: the output of 'schemasdk completion schemasdk.json'.")]
    public string? Schema { get; set; }

    [Description("The folders of schemas, by their path relative to this file. The default is one folder: schemas.")]
    public IReadOnlyDictionary<string, FolderSettings> Folders { get; set; } = new Dictionary<string, FolderSettings>();

    [Description("The severities of rules in 'schemasdk lint', by rule id. Other rules keep their usual severity.")]
    public IReadOnlyDictionary<string, RuleSeverity> Rules { get; set; } = new Dictionary<string, RuleSeverity>();

    [Description("Settings of 'schemasdk night'.")]
    public NightSettings Night { get; set; } = new();

    [Description("Settings of 'schemasdk release'.")]
    public ReleaseSettings Release { get; set; } = new();
}
